package io.stanzacast.media;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A package imports packages of lower levels only; packages of one level never import each other. */
class LayeringTest {
    private static final String ROOT = "io.stanzacast.media";
    private static final Map<String, Integer> LEVELS = levels();

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    private static Map<String, Integer> levels() {
        Map<String, Integer> levels = new LinkedHashMap<>();
        levels.put("track", 0);
        levels.put("bitstream", 1);
        levels.put("live", 1);
        levels.put("container.flv", 2);
        levels.put("container.fmp4", 2);
        levels.put("container.mpegts", 2);
        levels.put("rtmp", 3);
        levels.put("hls", 3);
        levels.put("ffmpeg", 3);
        levels.put("", 4);
        return levels;
    }

    @Test
    void everyPackageHasALevel() {
        assertThat(classes).allSatisfy(type -> assertThat(LEVELS).containsKey(layer(type)));
    }

    @Test
    void packagesImportLowerLevelsOnly() {
        List<String> breaches = new ArrayList<>();
        for (JavaClass type : classes) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (target.getPackageName().startsWith(ROOT)
                        && !layer(target).equals(layer(type))
                        && LEVELS.getOrDefault(layer(target), 99) >= LEVELS.getOrDefault(layer(type), -1)) {
                    breaches.add(dependency.getDescription());
                }
            }
        }
        assertThat(breaches).isEmpty();
    }

    @Test
    void thisModuleKnowsNoOther() {
        List<String> breaches = classes.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(dependency ->
                        dependency.getTargetClass().getPackageName().startsWith("io.stanzacast"))
                .filter(dependency ->
                        !dependency.getTargetClass().getPackageName().startsWith(ROOT))
                .map(Dependency::getDescription)
                .toList();
        assertThat(breaches).isEmpty();
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(classes);
    }

    /** The row of the table that a class belongs to; sub-packages of rtmp, hls and ffmpeg belong to them. */
    private static String layer(JavaClass type) {
        String name = type.getPackageName();
        String inner = name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
        return LEVELS.keySet().stream()
                .filter(layer -> !layer.isEmpty() && (inner.equals(layer) || inner.startsWith(layer + ".")))
                .findFirst()
                .orElse(inner);
    }
}
