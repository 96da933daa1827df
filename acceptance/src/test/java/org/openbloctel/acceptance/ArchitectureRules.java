package org.openbloctel.acceptance;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules of the architecture, each for any root package, so that the same rule can be shown a fixture. */
final class ArchitectureRules {
    /** What each module may use of the others, as drawn in ARCHITECTURE.md. */
    static final Map<String, Set<String>> MODULE_ARROWS = Map.of(
            "scrub", Set.of(),
            "xlsx", Set.of("scrub"),
            "cli", Set.of("scrub", "law", "xlsx"),
            "law", Set.of("scrub.number"),
            "registry", Set.of("scrub", "law"),
            "server", Set.of("scrub", "law", "xlsx", "registry"),
            "spark", Set.of("scrub"),
            "bench", Set.of("scrub"));

    /** What each package of scrub may use of the others. */
    static final Map<String, Set<String>> SCRUB_ARROWS = Map.of(
            "disk", Set.of(),
            "number", Set.of(),
            "list", Set.of("number", "disk"),
            "file", Set.of("number"),
            "engine", Set.of("file", "list", "number", "disk"));

    /** Packages whose files still use each other in a circle. One that is clean must leave this list, and none may be added. */
    static final Set<String> FILE_CYCLES = Set.of(
            "bench",
            "bench.process",
            "cli",
            "law",
            "scrub.engine",
            "scrub.file",
            "scrub.list",
            "scrub.number",
            "spark",
            "xlsx");

    private ArchitectureRules() {}

    static ArchRule packagesHaveNoCycle(String root) {
        return slices().matching(root + ".(**)").should().beFreeOfCycles();
    }

    /** Fails too when the part has no class: a rule about an absent package would hold for ever. */
    static ArchRule partUsesOnly(String root, String part, Set<String> allowed) {
        String[] ours = Stream.concat(Stream.of(part), allowed.stream())
                .map(name -> root + "." + name + "..")
                .toArray(String[]::new);
        return noClasses()
                .that(resideInAPackage(root + "." + part + ".."))
                .should()
                .dependOnClassesThat(resideInAPackage(root + "..").and(not(resideInAnyPackage(ours))))
                .allowEmptyShould(false)
                .as(root + "." + part + " uses of its neighbours only " + allowed);
    }

    static ArchRule everyClassIsInAPart(String root, Set<String> parts) {
        String[] known = parts.stream().map(part -> root + "." + part + "..").toArray(String[]::new);
        return classes().that(resideInAPackage(root + "..")).should().resideInAnyPackage(known);
    }

    /** The network is part of java.base too; the scrub has no business with it. */
    static ArchRule usesOnlyJavaBaseWithoutNetwork(String root) {
        Set<String> exported = ModuleFinder.ofSystem().find("java.base").orElseThrow().descriptor().exports().stream()
                .filter(export -> !export.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .filter(name -> !name.startsWith("java.net"))
                .collect(Collectors.toUnmodifiableSet());
        DescribedPredicate<JavaClass> inJavaBase = DescribedPredicate.describe(
                "are in java.base, java.net aside",
                type -> type.isPrimitive()
                        || exported.contains(type.getBaseComponentType().getPackageName()));
        return classes()
                .that(resideInAPackage(root + ".."))
                .should()
                .onlyDependOnClassesThat(inJavaBase.or(resideInAnyPackage(root + "..", "org.jspecify.annotations")));
    }

    static ArchRule writesToNoStandardStream(String root) {
        return noClasses().that(resideInAPackage(root + "..")).should(ACCESS_STANDARD_STREAMS);
    }

    /** A stream of Java objects runs code that its sender chose. */
    static ArchRule readsAndWritesNoJavaObjects(String root) {
        return noClasses()
                .that(resideInAPackage(root + ".."))
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ObjectInputStream.class, ObjectOutputStream.class);
    }
}
