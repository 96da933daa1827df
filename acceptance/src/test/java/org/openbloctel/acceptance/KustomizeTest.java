package org.openbloctel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The manifests for three servers name ports, paths, settings and files that the server and its image have. */
final class KustomizeTest {
    private static final Path KUSTOMIZE =
            Path.of("../deploy/kustomize").toAbsolutePath().normalize();
    private static final Path SERVER = Path.of("../server/src/main/resources");
    private static final String SECRETS = "/run/secrets/openbloctel/";

    private final Map<String, Map<String, Object>> base = new HashMap<>();
    private final Properties example;
    private final Properties shipped;

    KustomizeTest() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(KUSTOMIZE.resolve("base"), "*.yaml")) {
            for (Path file : files) {
                Map<String, Object> manifest = yaml(Files.readString(file));
                base.put(text(manifest, "kind"), manifest);
            }
        }
        example = properties(KUSTOMIZE.resolve("example/openbloctel.properties"));
        shipped = properties(SERVER.resolve("openbloctel.properties"));
    }

    @Test
    void everyManifestIsListed() {
        assertThat(base.keySet())
                .containsExactlyInAnyOrder(
                        "Kustomization",
                        "Deployment",
                        "Service",
                        "Ingress",
                        "PodDisruptionBudget",
                        "NetworkPolicy",
                        "PersistentVolumeClaim");
        assertThat(list(manifest("Kustomization"), "resources")).hasSize(base.size() - 1);
    }

    @Test
    void probesAskTheManagementPortForWhatItServes() throws IOException {
        Map<String, Object> container = container();
        assertThat(ports(container))
                .containsEntry("http", shipped.getProperty("openbloctel.port"))
                .containsEntry("management", shipped.getProperty("openbloctel.management.port"));
        assertThat(example.stringPropertyNames()).doesNotContain("openbloctel.port", "openbloctel.management.port");
        for (String listens : List.of("openbloctel.address", "openbloctel.management.address")) {
            assertThat(example.getProperty(listens)).isEqualTo("0.0.0.0");
        }
        Properties spring = properties(SERVER.resolve("application.properties"));
        assertThat(spring.getProperty("management.endpoint.health.probes.enabled"))
                .isEqualTo("true");
        Map<String, String> paths = Map.of(
                "startupProbe", "/actuator/health/liveness",
                "livenessProbe", "/actuator/health/liveness",
                "readinessProbe", "/actuator/health/readiness");
        paths.forEach((probe, path) -> assertThat(map(map(container, probe), "httpGet"))
                .containsEntry("path", path)
                .containsEntry("port", "management"));
    }

    /** A pod that is killed while it migrates begins again, and never ends. */
    @Test
    void migrationHasAnHour() {
        Map<String, Object> probe = map(container(), "startupProbe");
        int seconds =
                Integer.parseInt(text(probe, "failureThreshold")) * Integer.parseInt(text(probe, "periodSeconds"));
        assertThat(seconds).isEqualTo(3600);
        assertThat(Integer.parseInt(text(map(manifest("Deployment"), "spec"), "progressDeadlineSeconds")))
                .isGreaterThan(seconds);
    }

    @Test
    void settingsOfTheExampleAreSettings() {
        assertThat(shipped.stringPropertyNames()).containsAll(example.stringPropertyNames());
        assertThat(example.getProperty("openbloctel.environment")).isEqualTo("production");
    }

    /** A folder that is on no volume would be on a read-only disk. */
    @Test
    void foldersAndSecretsOfTheExampleAreMounted() throws IOException {
        Map<String, String> mounts = new HashMap<>();
        for (Object mount : list(container(), "volumeMounts")) {
            mounts.put(text(mount, "name"), text(mount, "mountPath"));
        }
        assertThat(mounts).containsEntry("secrets", SECRETS.substring(0, SECRETS.length() - 1));
        for (String shared : List.of(
                "openbloctel.submissions.folder",
                "openbloctel.consents.evidence-folder",
                "openbloctel.audit.checkpoint-folder")) {
            assertThat(example.getProperty(shared)).as(shared).startsWith(mounts.get("files") + "/");
        }
        assertThat(example.getProperty("openbloctel.data-folder")).isEqualTo(mounts.get("data"));
        Set<String> secrets = new TreeSet<>();
        for (String name : example.stringPropertyNames()) {
            if (name.endsWith("-file")) {
                assertThat(example.getProperty(name)).as(name).startsWith(SECRETS);
                secrets.add(example.getProperty(name).substring(SECRETS.length()));
            }
        }
        assertThat(secrets).containsExactlyInAnyOrder("accounts", "database", "list", "master-key");
        String page = Files.readString(KUSTOMIZE.resolve("README.md"));
        assertThat(secrets).allSatisfy(secret -> assertThat(page).contains("--from-file=" + secret));
        assertThat(list(container(), "args"))
                .isEqualTo(List.of("--config", mounts.get("settings") + "/openbloctel.properties"));
    }

    @Test
    void serversRunAsTheUserOfTheImageWithoutRights() throws IOException {
        Map<String, Object> pod = map(map(map(manifest("Deployment"), "spec"), "template"), "spec");
        int user = (Integer) Objects.requireNonNull(map(pod, "securityContext").get("runAsUser"));
        assertThat(Files.readString(Path.of("../dist/image/pom.xml")))
                .contains("<user>" + user + ":" + user + "</user>");
        assertThat(map(container(), "securityContext"))
                .containsEntry("readOnlyRootFilesystem", true)
                .containsEntry("allowPrivilegeEscalation", false);
        assertThat(map(manifest("Deployment"), "spec")).containsEntry("replicas", 3);
        assertThat(map(manifest("PodDisruptionBudget"), "spec")).containsEntry("minAvailable", 2);
        assertThat(text(list(map(manifest("Service"), "spec"), "ports").getFirst(), "targetPort"))
                .isEqualTo("http");
    }

    @Test
    void kubectlBuildsTheExample() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/kubectl")), "kubectl is not installed");
        Process process = new ProcessBuilder(
                        "kubectl", "kustomize", KUSTOMIZE.resolve("example").toString())
                .redirectErrorStream(true)
                .start();
        String built = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(built).isZero();
        List<String> kinds = new ArrayList<>();
        new Yaml(new SafeConstructor(new LoaderOptions()))
                .loadAll(built)
                .forEach(manifest -> kinds.add(text(manifest, "kind")));
        assertThat(kinds).contains("Deployment", "ConfigMap", "Ingress").hasSize(7);
        assertThat(built).contains("image: registry.example/openbloctel:", "namespace: openbloctel");
    }

    private Map<String, Object> manifest(String kind) {
        return Objects.requireNonNull(base.get(kind), kind);
    }

    private Map<String, Object> container() {
        Map<String, Object> pod = map(map(map(manifest("Deployment"), "spec"), "template"), "spec");
        List<Object> containers = list(pod, "containers");
        assertThat(containers).hasSize(1);
        return cast(containers.getFirst());
    }

    private static Map<String, String> ports(Map<String, Object> container) {
        Map<String, String> ports = new HashMap<>();
        list(container, "ports").forEach(port -> ports.put(text(port, "name"), text(port, "containerPort")));
        return ports;
    }

    private static Properties properties(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader in = new StringReader(Files.readString(file))) {
            properties.load(in);
        }
        return properties;
    }

    private static Map<String, Object> yaml(String text) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    }

    private static String text(Object map, String key) {
        return String.valueOf(cast(map).get(key));
    }

    private static Map<String, Object> map(Map<String, Object> in, String key) {
        return cast(Objects.requireNonNull(in.get(key), key));
    }

    @SuppressWarnings("unchecked") // what YAML has there
    private static Map<String, Object> cast(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked") // what YAML has there
    private static List<Object> list(Map<String, Object> in, String key) {
        return (List<Object>) Objects.requireNonNull(in.get(key), key);
    }
}
