package org.openbloctel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openbloctel.acceptance.ArchitectureRules.FILE_CYCLES;
import static org.openbloctel.acceptance.ArchitectureRules.MODULE_ARROWS;
import static org.openbloctel.acceptance.ArchitectureRules.SCRUB_ARROWS;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The architecture is as drawn, and each rule is seen to fail on a fixture: a rule that cannot fail proves nothing. */
final class ArchitectureTest {
    private static final String ROOT = "org.openbloctel";
    private static final String SCRUB = ROOT + ".scrub";
    private static final String FIXTURE = ROOT + ".acceptance.fixture";

    private static final List<Path> MODULES = Repository.ofThisBuild().compiledModules();
    // From the folders of the build, not the class path: bench is on no other class path.
    private static final JavaClasses PRODUCTION = new ClassFileImporter().importPaths(MODULES);
    private static final JavaClasses FIXTURES = new ClassFileImporter().importPackages(FIXTURE);

    @Test
    void everyModuleHasItsArrowsDrawn() {
        assertThat(MODULES)
                .extracting(classes -> String.valueOf(classes.getName(classes.getNameCount() - 3)))
                .containsExactlyInAnyOrderElementsOf(MODULE_ARROWS.keySet());
    }

    @Test
    void everyModuleKeepsToItsPackageRoot() {
        for (Path classes : MODULES) {
            String root = ROOT + "." + classes.getName(classes.getNameCount() - 3);
            String folder = classes.toUri().toString();
            assertThat(PRODUCTION.stream().filter(type -> source(type).startsWith(folder)))
                    .isNotEmpty()
                    .allMatch(type -> (type.getPackageName() + ".").startsWith(root + "."));
        }
    }

    private static String source(JavaClass type) {
        return type.getSource().orElseThrow().getUri().toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"scrub", "law", "xlsx", "cli", "registry", "server", "spark", "bench"})
    void moduleUsesOnlyWhatItsArrowsReach(String module) {
        ArchRule ofProduction = ArchitectureRules.partUsesOnly(ROOT, module, allowed(module));
        ArchRule ofFixture = ArchitectureRules.partUsesOnly(FIXTURE + ".modules", module, allowed(module));
        ofProduction.check(PRODUCTION);
        assertFails(ofFixture);
    }

    @Test
    void ruleOnAnAbsentPackageFails() {
        assertThat(failsOn(ArchitectureRules.partUsesOnly(ROOT, "absent", Set.of()), PRODUCTION))
                .isTrue();
    }

    @Test
    void packagesHaveNoCycle() {
        ArchitectureRules.packagesHaveNoCycle(ROOT).check(PRODUCTION);
        assertFails(ArchitectureRules.packagesHaveNoCycle(FIXTURE + ".cycle"));
    }

    @Test
    void filesOfAPackageHaveNoCycle() {
        assertThat(FileCycles.in(PRODUCTION))
                .containsOnlyKeys(
                        FILE_CYCLES.stream().map(name -> ROOT + "." + name).toList());
        assertThat(FileCycles.in(FIXTURES)).containsEntry(FIXTURE + ".files", Set.of("HasNested", "UsesNested"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"disk", "number", "list", "file", "engine"})
    void packageOfScrubUsesOnlyWhatItsArrowsReach(String part) {
        Set<String> allowed = SCRUB_ARROWS.getOrDefault(part, Set.of());
        ArchitectureRules.partUsesOnly(SCRUB, part, allowed).check(PRODUCTION);
        assertFails(ArchitectureRules.partUsesOnly(FIXTURE + ".parts", part, allowed));
    }

    @Test
    void everyPackageOfScrubHasItsArrowsDrawn() {
        ArchitectureRules.everyClassIsInAPart(SCRUB, SCRUB_ARROWS.keySet()).check(PRODUCTION);
        assertFails(ArchitectureRules.everyClassIsInAPart(FIXTURE + ".parts", SCRUB_ARROWS.keySet()));
    }

    /** Each arrow of the list is used and no other one: what is drawn is what is. */
    @Test
    void packagesOfRegistryAndServerUseWhatTheirArrowsReach() {
        assertThat(PackageArrows.REGISTRY.withoutGround(PackageArrows.used(PRODUCTION, ROOT + ".registry")))
                .isEqualTo(PackageArrows.REGISTRY.arrows());
        assertThat(PackageArrows.SERVER.withoutGround(PackageArrows.used(PRODUCTION, ROOT + ".server")))
                .isEqualTo(PackageArrows.SERVER.arrows());
    }

    @Test
    void arrowThatIsNotListedIsFound() {
        assertThat(PackageArrows.used(FIXTURES, FIXTURE + ".parts"))
                .containsKeys("stray")
                .containsEntry("disk", Set.of("number"))
                .containsEntry("engine", Set.of("stray"))
                .containsEntry("file", Set.of("engine"));
    }

    @Test
    void noPackageUsesTheDemoOrTheComposition() {
        assertThat(PackageArrows.SERVER.ground()).doesNotContain("demo", "app");
        assertThat(PackageArrows.SERVER.arrows().values())
                .allSatisfy(used -> assertThat(used).doesNotContain("demo", "app"));
    }

    @Test
    void pageDrawsTheArrowsOfTheLists() {
        String page = Repository.ofThisBuild().read("ARCHITECTURE.md");
        assertThat(PackageArrows.drawn(page, "modules")).isEqualTo(PackageArrows.MODULES);
        assertThat(PackageArrows.drawn(page, "scrub")).isEqualTo(PackageArrows.SCRUB);
        assertThat(PackageArrows.drawn(page, "registry")).isEqualTo(PackageArrows.REGISTRY);
        assertThat(PackageArrows.drawn(page, "server")).isEqualTo(PackageArrows.SERVER);
    }

    @Test
    void drawingIsReadAsItStands() {
        String page = """
                <!-- arrows of house -->
                ```text
                    roof    ──→  wall, beam.oak   keeps the rain out
                    wall    ──→  floor
                    beam

                    every package above may use:
                    floor                         bears all
                ```
                """;
        assertThat(PackageArrows.drawn(page, "house"))
                .isEqualTo(new PackageArrows(
                        Map.of(
                                "roof", Set.of("wall", "beam.oak"),
                                "wall", Set.of("floor"),
                                "beam", Set.of(),
                                "floor", Set.of()),
                        Set.of("floor")));
        assertThatThrownBy(() -> PackageArrows.drawn(page, "garden")).hasMessageContaining("arrows of garden");
        assertThatThrownBy(() -> PackageArrows.drawn(page.replace("beam\n", "beam -> wall\n"), "house"))
                .hasMessageContaining("beam -> wall");
    }

    @Test
    void scrubUsesOnlyJavaBaseWithoutNetwork() {
        ArchitectureRules.usesOnlyJavaBaseWithoutNetwork(SCRUB).check(PRODUCTION);
        assertThat(faultsIn(ArchitectureRules.usesOnlyJavaBaseWithoutNetwork(FIXTURE + ".banned")))
                .contains("UsesNetwork", "UsesLogging")
                .doesNotContain("UsesConsole");
    }

    @Test
    void scrubWritesToNoStandardStream() {
        ArchitectureRules.writesToNoStandardStream(SCRUB).check(PRODUCTION);
        assertThat(faultsIn(ArchitectureRules.writesToNoStandardStream(FIXTURE + ".banned")))
                .contains("UsesConsole");
    }

    @Test
    void nobodyReadsOrWritesJavaObjects() {
        ArchitectureRules.readsAndWritesNoJavaObjects(ROOT).check(PRODUCTION);
        assertThat(faultsIn(ArchitectureRules.readsAndWritesNoJavaObjects(FIXTURE + ".banned")))
                .contains("ReadsObjects");
    }

    private static Set<String> allowed(String module) {
        return MODULE_ARROWS.getOrDefault(module, Set.of());
    }

    private static void assertFails(ArchRule rule) {
        assertThat(rule.evaluate(FIXTURES).hasViolation())
                .as(rule.getDescription())
                .isTrue();
    }

    private static String faultsIn(ArchRule rule) {
        return rule.evaluate(FIXTURES).getFailureReport().toString();
    }

    private static boolean failsOn(ArchRule rule, JavaClasses classes) {
        try {
            rule.check(classes);
            return false;
        } catch (AssertionError expected) {
            return true;
        }
    }
}
