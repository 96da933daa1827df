package org.openbloctel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Each alert leads to a section that says what to do, and what the operator's pages name is there: commands, options, settings, pages,
 * codes, metrics. {@code ShippedIT} compares the metrics with those of a server that runs.
 */
final class RunbooksTest {
    private static final String ALERTS = "docs/alerts.yaml";
    private static final String RUNBOOKS = "docs/runbooks.md";
    private static final String INSTALL = "docs/install.md";
    private static final String OPERATIONS = "docs/operations.md";
    /** Names of files that look like those of settings. */
    private static final Set<String> FILES = Set.of("openbloctel.properties", "openbloctel.json");

    private static final String DASHBOARD = "deploy/grafana/openbloctel.json";
    /** What each section has to say, in this order. */
    private static final List<String> PARTS =
            List.of("**You notice**", "**Safe meanwhile**", "\n1. ", "**It is over**", "**Tell**");

    private static final List<String> WANTED =
            List.of("disk-full", "database-gone", "breach", "key-rotation", "upgrade", "list-import", "clock");
    private static final Pattern COMMAND =
            Pattern.compile("(?:\\./)?\\bbloctel ([a-z]+(?: (?:build|info|change|accept-restore))?)([^`\\n]*)");
    private static final Pattern MAKE = Pattern.compile("`make ([a-z-]+)");
    private static final Pattern OPTION = Pattern.compile("--[a-z-]+");
    private static final Pattern SETTING = Pattern.compile("openbloctel\\.[a-z.-]*[a-z]");
    private static final Pattern METRIC = Pattern.compile("openbloctel_\\w+");
    private static final Pattern PAGE = Pattern.compile("`(/operateur[a-z/-]*)`");
    private static final Pattern CODE = Pattern.compile("BT-\\d{4}");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]*)(?:#([^)]*))?\\)");
    private static final Pattern SECTION = Pattern.compile("(?m)^## (.*)$");

    private static final Set<String> ROLES = Set.of("openbloctel_accounts", "openbloctel_list", "openbloctel_eraser");

    private static final Repository REPOSITORY = Repository.ofThisBuild();

    private record Alert(String name, Map<?, ?> labels, Map<?, ?> annotations) {}

    @Test
    void everyAlertHasASeverityAndASectionThatNamesIt() {
        List<Alert> alerts = alerts();
        assertThat(alerts).hasSizeGreaterThan(20).extracting(Alert::name).doesNotHaveDuplicates();
        Map<String, String> sections = sections();
        assertThat(alerts).allSatisfy(alert -> {
            assertThat(alert.labels().get("severity")).as(alert.name()).isIn("page", "ticket");
            assertThat(String.valueOf(alert.annotations().get("summary"))).isNotBlank();
            String runbook = String.valueOf(alert.annotations().get("runbook"));
            assertThat(runbook).as(alert.name()).startsWith(RUNBOOKS + "#");
            String section = runbook.substring(runbook.indexOf('#') + 1);
            assertThat(sections).as(alert.name()).containsKey(section);
            assertThat(sections.get(section)).contains("`" + alert.name() + "`");
        });
        assertThat(Pattern.compile("`(OpenBloctel\\w+)`")
                        .matcher(REPOSITORY.read(RUNBOOKS))
                        .results()
                        .map(found -> found.group(1)))
                .isSubsetOf(alerts.stream().map(Alert::name).toList());
    }

    @Test
    void everySectionSaysHowToNoticeWhatIsSafeWhatToDoWhenItIsOverAndWhomToTell() {
        assertThat(sections().keySet()).containsAll(WANTED);
        sections().forEach((name, text) -> {
            int at = 0;
            for (String part : PARTS) {
                assertThat(text.indexOf(part, at)).as("%s: %s", name, part).isGreaterThanOrEqualTo(at);
                at = text.indexOf(part, at);
            }
        });
        assertThat(sections().get("breach")).contains("CNIL within 72 hours", "art. 33 §", "art. 34");
    }

    @ParameterizedTest
    @ValueSource(strings = {RUNBOOKS, INSTALL, OPERATIONS})
    void everyCommandAndOptionIsThere(String path) {
        String page = REPOSITORY.read(path);
        String help = REPOSITORY.read("cli/src/test/resources/golden/help-en.txt");
        String server = REPOSITORY.read("server/src/main/java/org/openbloctel/server/app/ServeCommand.java");
        List<String> commands = new ArrayList<>();
        Matcher command = COMMAND.matcher(page);
        while (command.find()) {
            String name = command.group(1);
            commands.add(name);
            assertThat(help).as(command.group()).contains("\n==== " + name + "\n");
            Matcher option = OPTION.matcher(command.group(2));
            while (option.find()) {
                String where = name.equals("serve") ? server : help;
                assertThat(where).as(command.group()).containsPattern("\\s" + option.group() + "[ ,\\n]");
            }
        }
        assertThat(commands).contains("serve").hasSizeGreaterThan(4);
        assertThat(MAKE.matcher(page).results().map(found -> found.group(1)))
                .allSatisfy(target -> assertThat(REPOSITORY.read("Makefile")).contains("\n" + target + ":"));
    }

    @ParameterizedTest
    @ValueSource(strings = {RUNBOOKS, INSTALL, OPERATIONS})
    void everySettingPageCodeAndLinkIsThere(String path) {
        String page = REPOSITORY.read(path);
        String settings = REPOSITORY.read("server/src/main/resources/openbloctel.properties");
        assertThat(SETTING.matcher(page.replace("openbloctel.database.….", ""))
                        .results()
                        .map(found -> found.group())
                        .filter(setting -> !FILES.contains(setting)))
                .hasSizeGreaterThan(2)
                .allSatisfy(setting -> assertThat(settings).contains("\n" + setting + "="));
        String access = REPOSITORY.read("server/src/test/resources/golden/access.txt");
        assertThat(PAGE.matcher(page).results().map(found -> found.group(1)))
                .hasSizeGreaterThan(1)
                .allSatisfy(route -> assertThat(access).containsPattern("(?m)^GET +" + route + "\\s"));
        String codes = REPOSITORY.files().stream()
                .filter(file -> file.path().contains("/src/main/")
                        && (file.isJava() || file.path().endsWith(".properties")))
                .map(RepositoryFile::text)
                .collect(Collectors.joining());
        assertThat(CODE.matcher(page).results().map(found -> found.group()))
                .allSatisfy(code -> assertThat(codes.contains(code)).as(code).isTrue());
        Matcher link = LINK.matcher(page);
        while (link.find()) {
            String target = link.group(1);
            String text = REPOSITORY.read(
                    target.isEmpty() ? path : target.startsWith("../") ? target.substring(3) : "docs/" + target);
            if (link.group(2) != null) {
                assertThat(headings(text)).as(link.group()).contains(link.group(2));
            }
        }
    }

    @Test
    void everyMetricOfPagesAlertsAndDashboardIsRegistered() {
        String code = REPOSITORY.files().stream()
                .filter(file -> file.path().startsWith("server/src/main/java/") && file.isJava())
                .map(RepositoryFile::text)
                .collect(Collectors.joining());
        Set<String> registered = Pattern.compile("\"(openbloctel\\.[a-z.]+)\"")
                .matcher(code)
                .results()
                .map(found -> found.group(1).replace('.', '_'))
                .collect(Collectors.toCollection(HashSet::new));
        Stream.of("busy", "waiting", "limit").forEach(name -> registered.add("openbloctel_connections_" + name));
        for (String file : List.of(ALERTS, RUNBOOKS, DASHBOARD, OPERATIONS)) {
            assertThat(METRIC.matcher(REPOSITORY.read(file))
                            .results()
                            .map(found -> found.group())
                            .filter(name -> !ROLES.contains(name)))
                    .as(file)
                    .isNotEmpty()
                    .allMatch(metric -> registered.contains(
                            metric.replaceFirst("_(total|(seconds|bytes)(_bucket|_count|_sum)?)$", "")));
        }
    }

    @Test
    void everyPanelOfTheDashboardHasATitleAndAnExpression() {
        JsonObject dashboard =
                JsonParser.parseString(REPOSITORY.read(DASHBOARD)).getAsJsonObject();
        JsonArray panels = dashboard.getAsJsonArray("panels");
        Set<Integer> ids = new HashSet<>();
        for (JsonElement one : panels) {
            JsonObject panel = one.getAsJsonObject();
            assertThat(panel.get("title").getAsString()).isNotBlank();
            assertThat(ids.add(panel.get("id").getAsInt())).as("%s", panel).isTrue();
            if (!panel.get("type").getAsString().equals("row")) {
                assertThat(panel.getAsJsonArray("targets")).as("%s", panel).isNotEmpty();
                for (JsonElement target : panel.getAsJsonArray("targets")) {
                    assertThat(target.getAsJsonObject().get("expr").getAsString())
                            .containsPattern("[a-z]+_[a-z_]+");
                }
            }
        }
        assertThat(ids).hasSizeGreaterThan(20);
    }

    private static List<Alert> alerts() {
        Map<?, ?> file = new Yaml(new SafeConstructor(new LoaderOptions())).load(REPOSITORY.read(ALERTS));
        List<Alert> alerts = new ArrayList<>();
        for (Object group : (List<?>) part(file, "groups")) {
            for (Object rule : (List<?>) part((Map<?, ?>) group, "rules")) {
                Map<?, ?> alert = (Map<?, ?>) rule;
                assertThat(part(alert, "expr")).isInstanceOf(String.class);
                alerts.add(new Alert(part(alert, "alert").toString(), (Map<?, ?>) part(alert, "labels"), (Map<?, ?>)
                        part(alert, "annotations")));
            }
        }
        return alerts;
    }

    private static Object part(Map<?, ?> whole, String name) {
        return Objects.requireNonNull(whole.get(name), name);
    }

    /** The sections of the page with their texts, by the name that links use. */
    private static Map<String, String> sections() {
        String page = REPOSITORY.read(RUNBOOKS);
        List<String> names =
                SECTION.matcher(page).results().map(found -> found.group(1)).toList();
        String[] texts = SECTION.split(page, -1);
        Map<String, String> sections = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            sections.put(anchor(names.get(i)), texts[i + 1]);
        }
        return sections;
    }

    private static List<String> headings(String page) {
        return page.lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> anchor(line.replaceFirst("^#+ ", "")))
                .toList();
    }

    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w -]", "").replace(' ', '-');
    }
}
