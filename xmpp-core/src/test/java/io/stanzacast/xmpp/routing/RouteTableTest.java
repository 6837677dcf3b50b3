package io.stanzacast.xmpp.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stanzacast.xmpp.address.Jid;
import io.stanzacast.xmpp.stanza.Stanza;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RouteTableTest {
    private final VirtualHost host = new VirtualHost("example.org", false);
    private final LocalService rooms = new Rooms();
    private final RouteTable table = new RouteTable(List.of(host));

    @BeforeEach
    void addService() {
        table.add(rooms);
        table.seal();
    }

    @Test
    @DisplayName("RFC 6120 §10.5 the address alone says who answers")
    void tellsWhoAnswers() {
        assertThat(to("example.org")).isEqualTo(new Destination.Server(host));
        assertThat(to("example.org/anything")).isEqualTo(new Destination.Server(host));
        assertThat(to("romeo@example.org")).isEqualTo(new Destination.Account(Jid.parse("romeo@example.org"), host));
        assertThat(to("romeo@example.org/orchard"))
                .isEqualTo(new Destination.Resource(Jid.parse("romeo@example.org/orchard"), host));
        assertThat(to("rooms.example.org")).isEqualTo(new Destination.Service(rooms));
        assertThat(to("stage@rooms.example.org/Romeo")).isEqualTo(new Destination.Service(rooms));
        assertThat(to("romeo@example.net")).isEqualTo(new Destination.Remote("example.net"));
    }

    @Test
    void comparesDomainsWhole() {
        assertThat(to("other.example.org")).isEqualTo(new Destination.Remote("other.example.org"));
        assertThat(to("notexample.org")).isEqualTo(new Destination.Remote("notexample.org"));
    }

    @Test
    void takesNothingMoreOnceSealed() {
        assertThatThrownBy(() -> table.add(rooms)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> table.remote(RemoteDelivery.NONE)).isInstanceOf(IllegalStateException.class);
    }

    private Destination to(String jid) {
        return table.destination(Jid.parse(jid));
    }

    private static final class Rooms implements LocalService {
        @Override
        public Set<String> domains() {
            return Set.of("rooms.example.org");
        }

        @Override
        public void receive(Stanza stanza) {
            throw new AssertionError("nothing is sent here");
        }
    }
}
