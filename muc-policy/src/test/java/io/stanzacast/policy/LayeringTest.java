package io.stanzacast.policy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.stanzacast.policy", importOptions = ImportOption.DoNotIncludeTests.class)
final class LayeringTest {
    @ArchTest
    static final ArchRule packagesImportLowerLevelsOnly = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("wiring")
            .definedBy("io.stanzacast.policy")
            .layer("stream")
            .definedBy("io.stanzacast.policy.stream..")
            .layer("room")
            .definedBy("io.stanzacast.policy.room..")
            .layer("broadcast")
            .definedBy("io.stanzacast.policy.broadcast")
            .layer("jibri")
            .definedBy("io.stanzacast.policy.broadcast.jibri..")
            .layer("rule")
            .definedBy("io.stanzacast.policy.rule..")
            .layer("channel")
            .definedBy("io.stanzacast.policy.channel..")
            .whereLayer("wiring")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("stream")
            .mayOnlyBeAccessedByLayers("wiring")
            .whereLayer("room")
            .mayOnlyBeAccessedByLayers("wiring")
            .whereLayer("broadcast")
            .mayOnlyBeAccessedByLayers("wiring", "stream")
            .whereLayer("jibri")
            .mayOnlyBeAccessedByLayers("broadcast")
            .whereLayer("rule")
            .mayOnlyBeAccessedByLayers("wiring", "room")
            .whereLayer("channel")
            .mayOnlyBeAccessedByLayers("wiring", "stream", "room", "broadcast", "rule");

    @ArchTest
    static final ArchRule mediaIsKnownToTheStreamPackageAlone = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.stanzacast.policy.channel..",
                    "io.stanzacast.policy.broadcast..",
                    "io.stanzacast.policy.rule..",
                    "io.stanzacast.policy.room..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.stanzacast.media..");

    @ArchTest
    static final ArchRule nothingAboveIsKnown = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.stanzacast.server..", "io.stanzacast.bosh..", "io.netty..");
}
