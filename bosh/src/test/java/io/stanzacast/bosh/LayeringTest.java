package io.stanzacast.bosh;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.stanzacast.bosh", importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {
    @ArchTest
    static final ArchRule SHARED_KNOWS_NO_TRANSPORT = noClasses()
            .that()
            .resideInAPackage("io.stanzacast.bosh.web")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.stanzacast.bosh", "io.stanzacast.bosh.websocket");

    @ArchTest
    static final ArchRule WEBSOCKET_DOES_NOT_KNOW_BOSH = noClasses()
            .that()
            .resideInAPackage("io.stanzacast.bosh.websocket")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.stanzacast.bosh");

    @ArchTest
    static final ArchRule TRANSPORTS_KNOW_NOTHING_ABOVE_STREAMS = noClasses()
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "are of xmpp-core above the package stream",
                    type -> type.getPackageName().startsWith("io.stanzacast.xmpp")
                            && !type.getPackageName().matches("io\\.stanzacast\\.xmpp\\.(address|xml|stanza|stream)")));

    @ArchTest
    static final ArchRule NOTHING_OF_OTHER_MODULES = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.stanzacast.media..",
                    "io.stanzacast.policy..",
                    "io.stanzacast.server..",
                    "java.sql..",
                    "org.jdbi..");
}
