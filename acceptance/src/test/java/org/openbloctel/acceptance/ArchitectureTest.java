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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The architecture is as drawn, and each rule is seen to fail on a fixture: a rule that cannot fail proves nothing. */
final class ArchitectureTest {
    private static final String ROOT = "org.openbloctel";
    private static final String SCRUB = ROOT + ".scrub";
    private static final String FIXTURE = ROOT + ".acceptance.fixture";
    private static final List<String> MODULES_WITH_WINGS = List.of("registry", "server");
    /** Packages of server that nothing depends on, above all wings. */
    private static final Set<String> ABOVE_ALL = Set.of("app", "demo");

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

    /** Each arrow that is drawn is used, and no other one. */
    @Test
    void wingsUseWhatIsDrawnAndOnlyWingsBelow() {
        Map<String, Set<String>> used = new TreeMap<>();
        for (String module : MODULES_WITH_WINGS) {
            PackageArrows.betweenWings(usedIn(module))
                    .forEach((wing, below) ->
                            used.computeIfAbsent(wing, any -> new TreeSet<>()).addAll(below));
        }
        Map<String, Set<String>> drawn =
                PackageArrows.drawn(Repository.ofThisBuild().read("ARCHITECTURE.md"), "wings");
        assertThat(used).isEqualTo(drawn);
        assertThat(PackageArrows.upwards(drawn)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"registry", "server"})
    void packagesUseWhatTheirWingDraws(String module) {
        Map<String, Set<String>> used = usedIn(module);
        for (String wing : PackageArrows.betweenWings(used).keySet()) {
            if (!ABOVE_ALL.contains(wing)) {
                String file = module + "/src/main/java/org/openbloctel/" + module + "/" + wing + "/package-info.java";
                assertThat(PackageArrows.inWing(used, wing))
                        .as(file)
                        .isEqualTo(PackageArrows.drawnInside(
                                Repository.ofThisBuild().read(file)));
            }
        }
    }

    @Test
    void arrowBetweenWingsThatLeadsUpIsFound() {
        Map<String, Set<String>> used = PackageArrows.used(FIXTURES, FIXTURE + ".wings");
        assertThat(PackageArrows.betweenWings(used))
                .isEqualTo(Map.of("upper", Set.of("platform"), "platform", Set.of("upper")));
        assertThat(PackageArrows.inWing(used, "upper")).isEqualTo(Map.of("room", Set.of()));
        assertThat(PackageArrows.inWing(used, "platform")).isEqualTo(Map.of("floor", Set.of("room")));
        Map<String, Set<String>> drawn = new LinkedHashMap<>();
        drawn.put("upper", Set.of("platform"));
        drawn.put("platform", Set.of("upper"));
        assertThat(PackageArrows.upwards(drawn)).containsExactly("platform to upper");
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
        assertThat(usedIn("server").values())
                .allSatisfy(used -> assertThat(used).doesNotContainAnyElementsOf(ABOVE_ALL));
    }

    @Test
    void pageDrawsTheArrowsOfTheLists() {
        String page = Repository.ofThisBuild().read("ARCHITECTURE.md");
        assertThat(PackageArrows.drawn(page, "modules")).isEqualTo(MODULE_ARROWS);
        assertThat(PackageArrows.drawn(page, "scrub")).isEqualTo(SCRUB_ARROWS);
    }

    @Test
    void drawingIsReadAsItStands() {
        String page = """
                <!-- arrows of house -->
                ```text
                    roof    ──→  wall, beam.oak   keeps the rain out
                    wall    ──→  floor
                    beam
                    floor                         bears all
                ```
                """;
        assertThat(PackageArrows.drawn(page, "house"))
                .isEqualTo(Map.of(
                        "roof", Set.of("wall", "beam.oak"),
                        "wall", Set.of("floor"),
                        "beam", Set.of(),
                        "floor", Set.of()));
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

    private static Map<String, Set<String>> usedIn(String module) {
        return PackageArrows.used(PRODUCTION, ROOT + "." + module);
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
