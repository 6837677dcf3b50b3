package io.stanzacast.server;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.stanzacast.server", importOptions = ImportOption.DoNotIncludeTests.class)
final class LayeringTest {
    @ArchTest
    static final ArchRule packagesImportLowerLevelsOnly = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("root")
            .definedBy("io.stanzacast.server")
            .layer("cli")
            .definedBy("io.stanzacast.server.cli..")
            .layer("control")
            .definedBy("io.stanzacast.server.control..")
            .layer("http")
            .definedBy("io.stanzacast.server.http..")
            .whereLayer("root")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("cli")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("control")
            .mayOnlyBeAccessedByLayers("root", "cli")
            .whereLayer("http")
            .mayOnlyBeAccessedByLayers("root");
}
