package io.stanzacast.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class QuestionsOfRecordsTest {
    record Host(String domain) {
        public boolean isLocal() {
            return domain.equals("localhost");
        }
    }

    record Site(List<Host> hosts) {}

    @Test
    void whatRecordsAreAskedIsNoKeyOfTheFile() throws Exception {
        Site defaults = new Site(List.of(new Host("localhost")));

        assertThat(ConfigFile.parse("site.yaml", "", Site.class, given -> defaults))
                .isEqualTo(defaults);
    }
}
