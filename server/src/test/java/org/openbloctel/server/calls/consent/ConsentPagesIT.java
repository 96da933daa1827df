package org.openbloctel.server.calls.consent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.calls.consent.Consents;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the holder of a number sees of the consents that are claimed for it, and that a withdrawal holds at once. */
final class ConsentPagesIT {
    private static final String ALONE = "/retirer-mon-consentement";

    private static ServerFixture server;
    private static ConsentPeople people;
    private static UUID company;
    private static int claims;

    @BeforeAll
    static void start() {
        server = ServerFixture.start(
                "openbloctel.base-url=http://localhost", "openbloctel.consumer.proof-required=false");
        people = new ConsentPeople(server);
        new Caller(server.database(), "000000018", "Exemple");
        company = owner().sql("select id from accounts.company where siren = '000000018'")
                .query(UUID.class)
                .single();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void provedNumberShowsItsConsentsAndWithdrawsThemOneByOneOrAll() {
        UUID first = claim("0639980101", "des fenêtres");
        UUID second = claim("0639980101", "des volets");
        UUID third = claim("0639980101", "des portes");
        Visitor visitor = server.visitor(consumer("0639980101", true));
        String page = visitor.get("/espace/consentements").body();
        assertThat(page)
                .contains(
                        "Retirer tous mes consentements",
                        "des fenêtres",
                        "J’accepte",
                        "SIREN 000000018",
                        "SIREN 000000034",
                        "sur un site");
        assertThat(visitor.get("/espace").body()).contains("href=\"/espace/consentements\"");

        HttpResponse<String> answer = visitor.post("/espace/consentements/" + first + "/retrait", Map.of());
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(visitor.get("/espace/consentements").body()).contains("est retiré. L’entreprise en est avertie");
        assertThat(living("0639980101")).containsExactlyInAnyOrder(second, third);
        assertThat(mails(first)).isEqualTo(1);

        visitor.post("/espace/consentements/" + first + "/retrait", Map.of());
        assertThat(mails(first))
                .as("the second of two clicks tells nobody again")
                .isEqualTo(1);
        visitor.get("/espace/consentements");

        visitor.post("/espace/consentements/retrait", Map.of());
        assertThat(living("0639980101")).isEmpty();
        assertThat(visitor.get("/espace/consentements").body())
                .contains("Consentements retirés\u00a0: 2")
                .as("nothing is left to withdraw")
                .doesNotContain("Retirer tous mes consentements");
        visitor.post("/espace/consentements/retrait", Map.of());
        assertThat(visitor.get("/espace/consentements").body())
                .contains("Aucun consentement n’était en cours.")
                .doesNotContain("en sont averties");
        assertThat(owner().sql("select count(*) from accounts.audit_entry where action = 'consent.withdrawn'")
                        .query(Integer.class)
                        .single())
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void openingAnAddressWithdrawsNothing() {
        UUID consent = claim("0639980102", "des fenêtres");
        Visitor visitor = server.visitor(consumer("0639980102", true));
        assertThat(visitor.get("/espace/consentements/" + consent + "/retrait").statusCode())
                .isEqualTo(405);
        assertThat(visitor.get("/espace/consentements/retrait").statusCode()).isEqualTo(405);
        assertThat(living("0639980102")).containsExactly(consent);
    }

    @Test
    void aNumberThatNoCodeProvedShowsNothing() {
        UUID consent = claim("0639980103", "des piscines");
        Visitor visitor = server.visitor(consumer("0639980103", false));
        assertThat(visitor.get("/espace/consentements").body())
                .contains("Aucun de vos numéros n’est encore vérifié")
                .doesNotContain("des piscines");
        assertThat(visitor.post("/espace/consentements/" + consent + "/retrait", Map.of())
                        .statusCode())
                .isEqualTo(404);
        visitor.post("/espace/consentements/retrait", Map.of());
        assertThat(living("0639980103")).containsExactly(consent);
        assertThat(visitor.get("/espace/donnees/export.json").body()).doesNotContain("des piscines");
    }

    @Test
    void anotherPersonsConsentIsNotFound() {
        UUID consent = claim("0639980104", "des fenêtres");
        Visitor visitor = server.visitor(consumer("0639980105", true));
        assertThat(visitor.get("/espace/consentements").body()).contains("Aucune entreprise ne déclare");
        assertThat(visitor.post("/espace/consentements/" + consent + "/retrait", Map.of())
                        .statusCode())
                .isEqualTo(404);
        assertThat(visitor.get("/espace/consentements/" + consent + "/preuve.json")
                        .statusCode())
                .isEqualTo(404);
        assertThat(living("0639980104")).containsExactly(consent);
    }

    @Test
    void proofAndExportSayWhatWasClaimed() throws Exception {
        UUID consent = claim("0639980106", "des alarmes");
        Visitor visitor = server.visitor(consumer("0639980106", true));
        HttpResponse<String> proof = visitor.get("/espace/consentements/" + consent + "/preuve.json");
        assertThat(proof.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("attachment"));
        assertThat(proof.body())
                .contains("\"goods\":\"des alarmes\"", "sha256:8e17", "2026-11-24T14:00:00Z")
                .doesNotContain("39980106");
        String path = "/espace/consentements/" + consent + "/preuve.pdf";
        assertThat(visitor.get("/espace/consentements").body()).contains(path);
        try (PDDocument pdf = Loader.loadPDF(visitor.file(path).body())) {
            assertThat(new PDFTextStripper().getText(pdf))
                    .contains("des alarmes", "000000018", "sha256:", "8e1747ea8e28", "R.223-1")
                    .doesNotContain("39980106", "39 98 01 06");
            assertThat(new PDDocumentNameDictionary(pdf.getDocumentCatalog())
                            .getEmbeddedFiles()
                            .getNames())
                    .containsKey("preuve.json");
        }
        assertThat(server.visitor(consumer("0639980116", true)).get(path).statusCode())
                .isEqualTo(404);
        assertThat(visitor.get("/espace/donnees/export.json").body()).contains("des alarmes", "+33639980106");
        visitor.speaks("en");
        assertThat(visitor.get("/espace/consentements").body()).contains("Withdraw all my consents");
    }

    @Test
    void whoeverProvesANumberMayWithdrawAllOlderConsents() throws Exception {
        for (boolean older : new boolean[] {false, true}) {
            String number = older ? "0639980107" : "0639980108";
            UUID consent = claim(number, "des fenêtres");
            SignedIn.Consumer who = consumer(number, false);
            UUID registration = owner().sql("select id from accounts.registration where consumer = ?")
                    .param(who.id())
                    .query(UUID.class)
                    .single();
            Visitor visitor = server.visitor(who);
            String path = "/espace/numeros/" + registration + "/code";
            assertThat(visitor.get(path).body()).contains("name=\"older\"");
            visitor.post(path + "/envoi", Map.of("canal", "SMS"));
            codeIs123456(who.id());
            visitor.post(path, older ? Map.of("code", "123456", "older", "true") : Map.of("code", "123456"));
            assertThat(visitor.get("/espace/consentements").body()).contains("des fenêtres");
            assertThat(living(number)).isEqualTo(older ? List.of() : List.of(consent));
        }
    }

    @Test
    void wishMadeAtRegistrationHoldsOnceACodeProvedTheNumberAndNotBefore() throws Exception {
        String number = "0639980115";
        UUID consent = claim(number, "des fenêtres");
        String email = UUID.randomUUID() + "@example.org";
        Visitor visitor = server.visitor();
        assertThat(visitor.get("/inscription").body()).contains("name=\"older\"");
        assertThat(visitor.post("/inscription", Map.of("number", number, "email", email, "older", "true"))
                        .statusCode())
                .isEqualTo(302);
        String token = token(email);
        visitor.get("/confirmer?jeton=" + token);
        assertThat(living(number)).containsExactly(consent);
        String code = location(visitor.post("/confirmer", Map.of("jeton", token)));
        assertThat(code).as("on to the code").endsWith("/code");
        assertThat(living(number)).as("a stranger may have typed it").containsExactly(consent);
        assertThat(visitor.get(code).body()).contains("sans lui, aucun n’est retiré", "checked=\"checked\"");
        assertThat(visitor.post(code, Map.of("code", "000001", "older", "true")).statusCode())
                .isEqualTo(422);
        assertThat(living(number)).containsExactly(consent);
        visitor.post(code + "/envoi", Map.of("canal", "SMS"));
        UUID consumer = owner().sql("select id from accounts.consumer where email = ?")
                .param(email)
                .query(UUID.class)
                .single();
        codeIs123456(consumer);
        assertThat(visitor.get(code).body()).contains("checked=\"checked\"");
        visitor.post(code, Map.of("code", "123456", "older", "true"));
        assertThat(living(number)).isEmpty();

        server.clock().move(Duration.ofSeconds(1));
        UUID later = claim(number, "des volets", server.clock().instant().toString());
        server.clock().move(Duration.ofSeconds(1));
        visitor.get("/inscription");
        visitor.post("/inscription", Map.of("number", number, "email", email));
        String second = token(email);
        visitor.get("/confirmer?jeton=" + second);
        assertThat(location(visitor.post("/confirmer", Map.of("jeton", second))))
                .doesNotEndWith("/code");
        assertThat(living(number)).as("nobody wished it").containsExactly(later);
        server.clock().move(Duration.ofSeconds(1));
        visitor.get("/inscription");
        visitor.post("/inscription", Map.of("number", number, "email", email, "older", "true"));
        String third = token(email);
        visitor.get("/confirmer?jeton=" + third);
        visitor.post("/confirmer", Map.of("jeton", third));
        assertThat(living(number)).as("the number had been proved before").isEmpty();
        server.clock().set(ServerFixture.START);
    }

    private static String token(String email) {
        String link = owner().sql("select parameters[array_position(parameters, 'link') + 1] from accounts.outbox"
                        + " where recipient = ? and template = 'consumer/confirm' order by created_at desc limit 1")
                .param(email)
                .query(String.class)
                .single();
        return link.substring(link.indexOf('=') + 1);
    }

    @Test
    void withoutAnAccountACodeOnTheNumberOpensItsListAndWithdraws() throws Exception {
        UUID consent = claim("0639980109", "des cuisines");
        UUID other = claim("0639980110", "des cuisines");
        Visitor visitor = server.visitor();
        assertThat(location(visitor.get(ALONE + "/liste"))).isEqualTo(ALONE);
        assertThat(location(visitor.get(ALONE + "/code"))).isEqualTo(ALONE);
        visitor.get(ALONE);
        assertThat(location(visitor.post(ALONE, Map.of("number", "06 39 98 01 09", "canal", "SMS"))))
                .isEqualTo(ALONE + "/code");
        assertThat(location(visitor.get(ALONE + "/liste")))
                .as("no code, no list")
                .isEqualTo(ALONE);
        requestIs123456(consent);
        visitor.get(ALONE + "/code");
        assertThat(visitor.post(ALONE + "/code", Map.of("code", "654321")).statusCode())
                .isEqualTo(422);
        assertThat(location(visitor.post(ALONE + "/code", Map.of("code", "123456"))))
                .isEqualTo(ALONE + "/liste");
        assertThat(visitor.get(ALONE + "/liste").body()).contains("des cuisines", "SIREN 000000018");
        assertThat(visitor.get(ALONE + "/liste/" + consent + "/preuve.json").body())
                .contains("des cuisines");
        assertThat(visitor.get(ALONE + "/liste/" + consent + "/retrait").statusCode())
                .isEqualTo(405);
        assertThat(visitor.post(ALONE + "/liste/" + other + "/retrait", Map.of())
                        .statusCode())
                .isEqualTo(404);
        assertThat(living("0639980109")).containsExactly(consent);
        visitor.post(ALONE + "/liste/" + consent + "/retrait", Map.of());
        assertThat(living("0639980109")).isEmpty();
        assertThat(living("0639980110")).containsExactly(other);
        assertThat(mails(consent)).isEqualTo(1);
        server.clock().move(Duration.ofMinutes(31));
        assertThat(location(visitor.get(ALONE + "/liste")))
                .as("open for half an hour")
                .isEqualTo(ALONE);
        server.clock().set(ServerFixture.START);
    }

    @Test
    void knownAndUnknownNumbersGetTheSameAnswersAndFewCodes() {
        claim("0639980111", "des cuisines");
        for (String number : List.of("0639980111", "0639980112")) {
            for (int i = 0; i < 4; i++) {
                Visitor visitor = server.visitor();
                visitor.get(ALONE);
                HttpResponse<String> answer = visitor.post(ALONE, Map.of("number", number, "canal", "VOICE"));
                assertThat(answer.statusCode()).as("the code " + i).isEqualTo(i < 3 ? 302 : 422);
            }
        }
    }

    @Test
    void companySeesItsConsentsAndEntersAWithdrawalSaidAloud() {
        UUID consent = claim("0639980113", "des cuisines");
        String reference = "ref-" + claims;
        Visitor visitor = member();
        String path = "/pro/consentements";
        assertThat(visitor.get(path).body()).contains(reference);
        assertThat(visitor.get(path + "?recherche=other").body()).contains("Aucun consentement ne correspond");
        assertThat(visitor.get(path + "?recherche=ref%00-" + claims).body()).contains("des cuisines");
        assertThat(visitor.get(path + "?etat=WITHDRAWN&recherche=" + reference).body())
                .contains("Aucun consentement ne correspond");
        assertThat(visitor.get(path + "/liste.csv?etat=OPEN&recherche=" + reference)
                        .body())
                .contains(
                        "\n" + reference + ";des cuisines;Autre démarchage;Exemple;Exemple;24\u00a0novembre 2026",
                        ";;En cours;Déclaré par l’entreprise\r\n")
                .doesNotContain("39 98 01 13");
        assertThat(visitor.get(path + "/liste.csv?etat=OVER").body()).doesNotContain("des cuisines");
        assertThat(visitor.post(path, Map.of("number", "12")).statusCode()).isEqualTo(422);
        assertThat(living("0639980113")).containsExactly(consent);
        assertThat(visitor.post(path, Map.of("number", "06 39 98 01 13")).statusCode())
                .isEqualTo(302);
        assertThat(living("0639980113")).isEmpty();
        assertThat(visitor.get(path + "?etat=WITHDRAWN&recherche=" + reference).body())
                .contains(reference)
                .doesNotContain("39 98 01 13");
    }

    /** The owner, with the second factor given. */
    private static Visitor member() {
        UUID member = owner().sql("select id from accounts.member where company = ?")
                .param(company)
                .query(UUID.class)
                .single();
        return server.visitor(new SignedIn.Member(member, company, SignedIn.Role.OWNER, true));
    }

    @Test
    void companyImportsAFileAndGetsAReportForEachLine() {
        Visitor visitor = member();
        String path = "/pro/consentements/import";
        String template = visitor.get(path + "/modele.csv").body().substring(1);
        assertThat(visitor.get(path).body()).contains("Empreinte de la preuve", "evidence");
        HttpResponse<String> answer = visitor.upload(path, Map.of(), "a.csv", template.getBytes(UTF_8));
        assertThat(answer.statusCode()).isEqualTo(302);
        String report = location(answer);
        assertThat(visitor.get(report).body())
                .as("an example is no consent")
                .contains("BT-0633", "Empreinte de la preuve", "C-2026-0001")
                .doesNotContain("39 98 01");
        String filled = template.replaceFirst(
                        "sha256:[^\r]*", "sha256:7fc81815923c558073824ebe4ce810f5f96a58eadebbeacaeb247c3baea06f50")
                .replaceFirst("06.39.98.01.01", "06 39 98 01 14")
                .replace("C-2026-0001", "=C-1");
        String done = location(visitor.upload(path, Map.of(), "a.csv", filled.getBytes(UTF_8)));
        assertThat(visitor.get(done).body()).contains("Toutes les lignes sont enregistrées");
        assertThat(living("0639980114")).hasSize(1);
        assertThat(visitor.get(done + "/rapport.csv").body())
                .contains("2;'=C-1;Enregistrés;", "/retirer-mon-consentement/lien#jeton=");
        String again = location(visitor.upload(path, Map.of(), "a.csv", filled.getBytes(UTF_8)));
        assertThat(visitor.get(again + "/rapport.csv").body()).contains("2;'=C-1;Déjà connus;");
        assertThat(visitor.upload(path, Map.of(), "a.csv", "0639980114".getBytes(UTF_8)))
                .satisfies(refused -> assertThat(refused.statusCode()).isEqualTo(422))
                .satisfies(refused -> assertThat(refused.body()).contains("ne nomme aucune colonne"));
        assertThat(visitor.upload(path, Map.of(), "", new byte[0]).body()).contains("Choisissez un fichier CSV");
        String first = template.lines().findFirst().orElseThrow() + "\r\n";
        assertThat(visitor.get(location(visitor.upload(path, Map.of(), "a.csv", first.getBytes(UTF_8))))
                        .body())
                .contains("Le fichier n’a aucune ligne");
        visitor.speaks("en");
        assertThat(visitor.get(path + "/modele.csv").body()).contains("reference;number;givenAt;");
    }

    private static void requestIs123456(UUID consent) throws Exception {
        UUID request = owner().sql(
                        "select w.id from accounts.withdrawal_request w join accounts.consent c using (number)"
                                + " where c.id = ?")
                .param(consent)
                .query(UUID.class)
                .single();
        byte[] hash = MessageDigest.getInstance("SHA-256").digest((request + ":123456").getBytes(UTF_8));
        owner().sql("update accounts.withdrawal_request set code_hash = ? where id = ?")
                .params(HexFormat.of().formatHex(hash), request)
                .update();
    }

    private static String location(HttpResponse<?> response) {
        return response.headers().firstValue("Location").orElse("").replaceFirst("^https?://[^/]+", "");
    }

    private static void codeIs123456(UUID consumer) throws Exception {
        UUID code = owner().sql("select id from accounts.number_code where consumer = ?")
                .param(consumer)
                .query(UUID.class)
                .single();
        byte[] hash = MessageDigest.getInstance("SHA-256").digest((code + ":123456").getBytes(UTF_8));
        owner().sql("update accounts.number_code set code_hash = ? where id = ?")
                .params(HexFormat.of().formatHex(hash), code)
                .update();
    }

    static UUID claim(String number, String goods) {
        return claim(number, goods, ConsentPeople.GIVEN);
    }

    private static UUID claim(String number, String goods, String givenAt) {
        return people.record(
                company, ConsentPeople.claim("ref-" + ++claims, number, goods, "other", List.of("000000034"), givenAt));
    }

    /** What verdicts still find for the company. */
    static List<UUID> living(String number) {
        long e164 = Long.parseLong("33" + number.substring(1));
        return server.bean(Consents.class).of(List.of(new Consents.Pair(company, e164))).getFirst().stream()
                .filter(one -> one.covers(server.clock().instant()))
                .map(one -> one.id())
                .toList();
    }

    private static int mails(UUID consent) {
        return owner().sql("select count(*) from accounts.outbox o join accounts.consent c on c.id = ?"
                        + " where o.template = 'consent/withdrawn' and c.reference = any(o.parameters)")
                .param(consent)
                .query(Integer.class)
                .single();
    }

    private static SignedIn.Consumer consumer(String number, boolean proved) {
        return people.consumer(number, proved);
    }

    private static JdbcClient owner() {
        return people.owner();
    }
}
