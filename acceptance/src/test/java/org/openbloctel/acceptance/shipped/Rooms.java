package org.openbloctel.acceptance.shipped;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.openbloctel.acceptance.browser.Gateway;
import org.openbloctel.registry.platform.vault.Sha256;
import org.openbloctel.server.app.Visitor;

/** Rooms of a shipped server by HTTP alone, as programs and browsers without JavaScript reach them. For one thread. */
final class Rooms {
    private static final String FEED = "/api/v1/complaint-feed";
    private static final String LOST = "/espace/adresse-perdue";
    private static final String NEW_ADDRESS = "camille.nouvelle@courriel.example";

    private final ShippedServer server;
    private final Cast cast;
    private final DemoMails mails;

    Rooms(ShippedServer server, Cast cast, DemoMails mails) {
        this.server = server;
        this.cast = cast;
        this.mails = mails;
    }

    private static String way(HttpResponse<String> answer) {
        String to = answer.headers().firstValue("Location").orElse("");
        return to.isEmpty()
                ? answer.statusCode() + " " + answer.body()
                : URI.create(to).getPath();
    }

    private static String shown(String page, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(page);
        assertThat(found.find()).as("%s in %s", pattern, page).isTrue();
        return found.group(1);
    }

    /** The feed of complaints opens to the key that an inspector makes, until it is revoked, and to no key of a company. */
    void feedOpensToItsKeyAlone() throws Exception {
        Visitor inspector = cast.program("inspector", "/inspection");
        inspector.get("/inspection/flux");
        String key = shown(
                inspector
                        .post("/inspection/flux", Map.of("authority", "Autorité Exemple", "anywhere", "true"))
                        .body(),
                "(obf_feed_[\\w-]{43})");
        LocalDate yesterday = cast.today().minusDays(1);
        assertThat(fed(key, FEED + ".csv?day=" + yesterday).body()).startsWith("\ufeffdate;hour;caller;");
        assertThat(fed(key, FEED + "?day=" + yesterday).body()).contains("\"day\":\"" + yesterday + "\"");
        assertThat(fed(server.apiKey(), FEED).statusCode()).isEqualTo(403);
        assertThat(fed(key, "/api/v1/submissions").statusCode()).isEqualTo(403);
        String revoke = shown(inspector.get("/inspection/flux").body(), "(/inspection/flux/[0-9a-f-]{36}/revoquer)");
        assertThat(way(inspector.post(revoke, Map.of()))).isEqualTo("/inspection/flux");
        assertThat(fed(key, FEED).statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> fed(String key, String path) {
        return server.visitor()
                .with("Authorization", "Bearer " + key)
                .with("Accept", "*/*")
                .get(path);
    }

    /** The manifest of a company's dossier is verified, with each of its files, by everyone. */
    void dossierIsVerifiedByEveryone() throws Exception {
        Visitor owner = cast.program("owner", "/pro");
        owner.get("/pro/dossier");
        Map<String, byte[]> files = unpacked(Objects.requireNonNull(owner.postForFile(
                        "/pro/dossier",
                        Map.of(
                                "from",
                                cast.today().minusDays(90).toString(),
                                "until",
                                cast.today().toString()))
                .body()));
        assertThat(files).containsKeys("synthese.pdf", "attestations.csv", "politique.pdf", "manifest.jws");
        String manifest = new String(Objects.requireNonNull(files.get("manifest.jws")), UTF_8);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (!file.getKey().startsWith("manifest.")) {
                assertThat(verified(manifest, Sha256.hex(file.getValue())))
                        .contains("Ce manifeste est authentique", ": " + file.getKey() + ".");
            }
        }
        assertThat(verified(manifest, "0".repeat(64))).contains("Aucun fichier de ce dossier");
    }

    private String verified(String manifest, String digest) {
        Visitor anyone = server.visitor();
        anyone.get("/verifier");
        return anyone.post("/verifier", Map.of("certificate", manifest, "digest", digest))
                .body();
    }

    private static Map<String, byte[]> unpacked(byte[] content) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    /** An incident is on each page while it lasts, and in the history afterwards. */
    void incidentIsAnnouncedUntilItEnds() throws Exception {
        Visitor operator = cast.program("registry-operator", "/operateur");
        operator.get("/operateur/incidents/nouveau");
        String page = way(operator.post(
                "/operateur/incidents/nouveau",
                Map.of(
                        "titleFr", "Codes en retard",
                        "titleEn", "Late codes",
                        "textFr", "Patientez un instant.",
                        "textEn", "Please wait.",
                        "day", cast.today().minusDays(1).toString(),
                        "hour", "14:05")));
        assertThat(page).startsWith("/operateur/incidents/");
        for (String path : new String[] {"/", "/signaler", "/pas/de/page"}) {
            assertThat(server.visitor().get(path).body()).as(path).contains("Codes en retard");
        }
        assertThat(server.visitor().speaks("en").get("/statut").body()).contains("Please wait.");
        operator.get(page);
        operator.post(page, Map.of("textFr", "Tout fonctionne.", "textEn", "All works.", "over", "true"));
        assertThat(server.visitor().get("/").body()).doesNotContain("Codes en retard");
        assertThat(server.visitor().get("/statut").body()).contains("Codes en retard", "Tout fonctionne.");
    }

    /** After a leap of the clock, jobs that end something wait for a person who says that the day is right. */
    private static void confirmDay(Visitor operator) {
        String page = operator.get("/operateur/conservation").body();
        Matcher form = Pattern.compile("/horloge\".*?name=\"shown\" value=\"([^\"]*)\"", Pattern.DOTALL)
                .matcher(page);
        if (form.find()) {
            operator.post("/operateur/conservation/horloge", Map.of("shown", form.group(1)));
        }
    }

    /** A consumer whose mailbox is lost proves a number; the old address is notified; a week later the new one opens the space. */
    void lostMailboxIsReplacedAfterAWeek(Gateway gateway) throws Exception {
        String old = server.email("consumer");
        Visitor consumer = server.visitor();
        consumer.get(LOST);
        assertThat(way(consumer.post(LOST, Map.of("number", "06 39 98 12 34", "email", NEW_ADDRESS))))
                .isEqualTo(LOST + "/envoye");
        String link = mails.link(NEW_ADDRESS, LOST + "/code");
        String token = link.substring(link.indexOf('=') + 1);
        consumer.get(link);
        assertThat(way(consumer.post(LOST + "/code/envoi", Map.of("jeton", token, "canal", "SMS"))))
                .isEqualTo(LOST + "/code");
        assertThat(way(consumer.post(LOST + "/code", Map.of("jeton", token, "code", gateway.code()))))
                .isEqualTo(LOST + "/fin");
        String stop = mails.link(old, LOST + "/arret");
        assertThat(consumer.get(stop).statusCode()).isEqualTo(200);
        server.move(Duration.ofDays(8));
        Visitor operator = cast.program("registry-operator", "/operateur");
        Callable<Integer> looked = () -> {
            confirmDay(operator); // again where more jobs have stopped since the page was read
            return server.visitor().get(stop).statusCode();
        };
        ShippedIT.until(looked, status -> status == 410);
        consumer.get("/espace/connexion");
        consumer.post("/espace/connexion", Map.of("email", NEW_ADDRESS));
        String open = mails.link(NEW_ADDRESS, "/espace/ouvrir");
        consumer.get(open);
        assertThat(way(consumer.post("/espace/ouvrir", Map.of("jeton", open.substring(open.indexOf('=') + 1)))))
                .isEqualTo("/espace");
        assertThat(consumer.get("/espace").statusCode()).isEqualTo(200);
    }
}
