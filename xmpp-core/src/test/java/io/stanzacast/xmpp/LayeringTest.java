package io.stanzacast.xmpp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;

/** A package may import packages of lower levels only; those of one level never import each other. */
@AnalyzeClasses(packages = "io.stanzacast.xmpp", importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {
    private static final String ROOT = "io.stanzacast.xmpp";
    private static final Map<String, Integer> LEVELS = Map.ofEntries(
            Map.entry("address", 0),
            Map.entry("xml", 0),
            Map.entry("sasl", 0),
            Map.entry("stanza", 1),
            Map.entry("store", 1),
            Map.entry("stream", 2),
            Map.entry("net", 3),
            Map.entry("extension", 3),
            Map.entry("session", 4),
            Map.entry("routing", 5),
            Map.entry("c2s", 6),
            Map.entry("s2s", 6),
            Map.entry("component", 6),
            Map.entry("im", 6),
            Map.entry("muc", 6),
            Map.entry("client", 6),
            Map.entry("xep", 7),
            Map.entry("", 8));

    @ArchTest
    static final ArchRule PACKAGES_KNOW_LOWER_LEVELS_ONLY = classes()
            .that()
            .resideInAPackage(ROOT + "..")
            .should(new ArchCondition<>("know lower levels only") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                        check(type, dependency, events);
                    }
                }

                private void check(JavaClass type, Dependency dependency, ConditionEvents events) {
                    JavaClass target = dependency.getTargetClass();
                    if (!isOurs(target)) {
                        return;
                    }
                    String from = segment(type);
                    String to = segment(target);
                    if (!from.equals(to) && LEVELS.get(from) <= LEVELS.get(to)) {
                        events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                    }
                }
            });

    @ArchTest
    static final ArchRule NETTY_STAYS_IN_NET = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".net..", ROOT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..");

    @ArchTest
    static final ArchRule OTHER_MODULES_ARE_UNKNOWN = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.stanzacast.media..",
                    "io.stanzacast.policy..",
                    "io.stanzacast.bosh..",
                    "io.stanzacast.server..");

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
    }

    /** The package's first word below the root, such as {@code muc}; empty for the root. */
    private static String segment(JavaClass type) {
        String name = type.getPackageName();
        String below = name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
        int dot = below.indexOf('.');
        String word = dot < 0 ? below : below.substring(0, dot);
        if (!LEVELS.containsKey(word)) {
            throw new AssertionError("package without a level: " + name);
        }
        return word;
    }
}
