package org.openbloctel.acceptance.faults;

import com.google.gson.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openbloctel.acceptance.faults.Journal.Fate;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.Visitor;

/**
 * Each action of people and programs, begun at one server and continued at another; its result holds at both servers, and keeps holding.
 * For one thread.
 */
final class BothWays {
    private static final String SIREN = "000000018";
    private static final String AGENT_SIREN = "000000026";
    private static final String AGENT_KEY = "obl_live_agentagentag";
    private static final String CHECKS = "/api/v1/checks";
    private static final String CAMPAIGNS = "/api/v1/campaigns";
    private static final String MANDATES = "/pro/mandats";
    private static final String KEYS = "/pro/cles";
    private static final Pattern KEY = Pattern.compile("obl_live_[A-Za-z0-9_-]{43}");
    private static final String PROOF = "sha256:5d10c05b5f2c1584088ca39286d26f592fd2926c50cef3d246d5e41bc53062e8";

    private final Site site;
    private final Journal journal;
    private final Facts facts;
    private final List<String> findings = new ArrayList<>();
    private final Owner owner;
    private final Owner agent;

    /** With the owners of two companies, who sign in at this server. */
    BothWays(Site site, Journal journal, Facts facts, Node node) {
        this.site = site;
        this.journal = journal;
        this.facts = facts;
        Caller caller = new Caller(site.postgres().owner(), AGENT_SIREN, "Exemple du phare");
        caller.key(AGENT_KEY, "calls");
        site.postgres()
                .rows()
                .sql("update accounts.credential set totp_secret = null where email = ?")
                .param(caller.email())
                .update();
        site.acceptRows();
        this.owner = Owner.signedIn(node, site.postgres(), SIREN + "@example.org");
        this.agent = Owner.signedIn(node, site.postgres(), caller.email());
    }

    /** Performs all actions; returns what failed. */
    List<String> doAll(Node one, Node other) {
        String subject = "entered at " + one.port() + ", " + journal.next() + ": ";
        findings.clear();
        List<Node> both = List.of(one, other);
        check(owner.isSignedIn(other), "the owner is signed in at one server only");
        step("number", () -> number(subject, one, other));
        step("file", () -> file(subject, one, other));
        step("consent", () -> consent(subject, one, other));
        step("campaign", () -> campaign(subject, one, other));
        step("key", () -> key(one, other));
        step("mandate", () -> mandate(subject, one, other));
        findings.addAll(facts.untrue(subject, both));
        return List.copyOf(findings);
    }

    /** The others are done all the same. */
    @SuppressWarnings("IllegalCatch") // of any kind: it is reported
    private void step(String name, Runnable deed) {
        try {
            deed.run();
        } catch (RuntimeException e) {
            findings.add(name + ": " + e);
        }
    }

    private void check(boolean is, String what) {
        if (!is) {
            findings.add(what);
        }
    }

    /** A number registered here; another one registered here and withdrawn there, by the session made here. */
    private void number(String subject, Node one, Node other) {
        for (boolean stays : List.of(true, false)) {
            int serial = journal.next();
            String number = Journal.number(serial);
            String email = "person" + serial + "@example.org";
            Visitor here = new Visitor(one.address());
            Registrant registrant = new Registrant(here);
            registrant.forget(serial);
            registrant.ask(number, email);
            HttpResponse<String> confirmed = registrant.confirm(site.postgres().token(email, Registrant.MAIL));
            check(Registrant.isListed(confirmed), "a number is not registered: " + confirmed.body());
            String name = subject + "number " + serial;
            facts.put(name, node -> verdict(node, number).equals("OPPOSED"));
            findings.addAll(facts.untrue(name, List.of(one, other)));
            if (!stays) {
                Visitor there = new Visitor(other.address());
                here.cookies()
                        .getCookieStore()
                        .getCookies()
                        .forEach(cookie -> there.cookies().getCookieStore().add(other.address(), cookie));
                Registrant leaving = new Registrant(there);
                leaving.moveTo(serial);
                HttpResponse<String> left = leaving.withdraw(Registrant.numberPage(confirmed));
                check(Registrant.hasLeft(left), "a number is not withdrawn: " + left.statusCode());
                // The version before says CALLABLE.
                facts.put(name, node -> List.of("NOT_LISTED", "CALLABLE").contains(verdict(node, number)));
            }
            journal.registration(number, email, stays ? Fate.LISTED : Fate.WITHDRAWN);
        }
    }

    private static String verdict(Node node, String number) {
        HttpResponse<String> answer = new Api(node.address()).post(CHECKS, "{\"numbers\":[\"" + number + "\"]}");
        return answer.statusCode() == 200
                ? result(answer).get("verdict").getAsString()
                : answer.statusCode() + answer.body();
    }

    private static JsonObject result(HttpResponse<String> answer) {
        return Api.json(answer).getAsJsonArray("results").get(0).getAsJsonObject();
    }

    /** A file submitted here, and once more there under the same idempotency key. */
    private void file(String subject, Node one, Node other) {
        String key = "both-" + journal.next();
        String id = idOf(new Api(one.address()).submit(site.original(0), key));
        String again = idOf(new Api(other.address()).submit(site.original(0), key));
        check(again.equals(id), "the same idempotency key makes two submissions");
        check(new Api(other.address()).settled(id).equals("READY"), "a file is not ready at the other server");
        for (String part : List.of("files/callable", "files/opposed", "certificate", "certificate.jws")) {
            String here = new Api(one.address()).part(id, part);
            check(here.length() > 3, part + " is " + here);
            // The files are erased by the inspection, and the certificate stays.
            if (part.startsWith("certificate")) {
                facts.put(
                        subject + part,
                        node -> new Api(node.address()).part(id, part).equals(here));
            } else {
                check(new Api(other.address()).part(id, part).equals(here), part + " is another one there");
            }
        }
        journal.submission(id, 0);
    }

    private String idOf(HttpResponse<String> answer) {
        check(answer.statusCode() / 100 == 2, answer + " " + answer.body());
        return answer.statusCode() / 100 == 2 ? Api.json(answer).get("id").getAsString() : "none";
    }

    /** A consent recorded here allows there; withdrawn there, it allows nowhere. Neither does an older one that is claimed later. */
    private void consent(String subject, Node one, Node other) {
        String number = Journal.number(journal.next());
        String name = subject + "consent of " + number.substring(6);
        HttpResponse<String> claimed = claim(one, "both-" + journal.next(), number, Duration.ofHours(2));
        check(claimed.body().contains("\"NEW\""), "a consent is not recorded: " + claimed.body());
        facts.put(name, node -> !grounds(node, number, "").contains("\"consent\""));
        findings.addAll(facts.untrue(name, List.of(one, other)));
        HttpResponse<String> withdrawn =
                new Api(other.address()).post("/api/v1/consents/withdrawals", "{\"number\":\"" + number + "\"}");
        check(
                withdrawn.statusCode() == 200 && withdrawn.body().contains("\"withdrawn\":1"),
                "a consent is not withdrawn: " + withdrawn.body());
        facts.put(name, node -> grounds(node, number, "").contains("\"consent\""));
        findings.addAll(facts.untrue(name, List.of(one, other)));
        // Recorded as withdrawn, or refused.
        claim(one, "late-" + journal.next(), number, Duration.ofHours(3));
        findings.addAll(facts.untrue(name, List.of(one, other)));
    }

    private static HttpResponse<String> claim(Node node, String reference, String number, Duration ago) {
        Instant given = Instant.now().minus(ago);
        String claim = """
                {"consents":[{"reference":"%s","number":"%s","givenAt":"%s","until":"%s","thirdParties":[],"goods":"fenêtres",
                "sectors":["other"],"text":"J’accepte d’être appelé","channel":"web","positiveAct":true,"withdrawalExplained":true,
                "proofOffered":true,"evidence":"%s"}]}""".formatted(reference, number, given, given.plus(Duration.ofDays(300)), PROOF);
        return new Api(node.address()).post("/api/v1/consents", claim);
    }

    /** The rules that stand against a call now. */
    private static String grounds(Node node, String number, String campaign) {
        String more = campaign.isEmpty() ? "\"sector\":\"other\"" : "\"campaign\":\"" + campaign + "\"";
        HttpResponse<String> answer = new Api(node.address())
                .post(
                        "/api/v1/verdicts",
                        "{\"calls\":[{\"number\":\"" + number + "\",\"at\":\"" + Instant.now() + "\"," + more + "}]}");
        return answer.statusCode() == 200 ? "" + result(answer).get("grounds") : answer.body();
    }

    /** A campaign declared here is there; a call of it that is reported here as refused forbids the next one there. */
    private void campaign(String subject, Node one, Node other) {
        String terms = terms("\"exemption\":{\"ground\":\"contract\",\"evidence\":\"contrats en cours\"}");
        HttpResponse<String> declared = new Api(one.address()).post(CAMPAIGNS, terms);
        String id = idOf(declared);
        facts.put(subject + "campaign", node -> same(node, id, declared));
        String number = Journal.number(journal.next());
        String name = subject + "refusal of " + number.substring(6);
        facts.put(name, node -> !grounds(node, number, id).contains("no-call-after-objection"));
        findings.addAll(facts.untrue(name, List.of(one, other)));
        String report = "{\"calls\":[{\"id\":\"call-" + journal.next() + "\",\"number\":\"" + number + "\",\"at\":\""
                + Instant.now().minus(Duration.ofHours(1)) + "\",\"campaign\":\"" + id
                + "\",\"outcome\":\"refused\"}]}";
        HttpResponse<String> reported = new Api(one.address()).post("/api/v1/calls", report);
        check(reported.body().contains("\"NEW\""), "a call is not reported: " + reported.body());
        journal.calls(report, 1);
        facts.put(name, node -> grounds(node, number, id).contains("no-call-after-objection"));
    }

    private static String terms(String more) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return "{\"name\":\"Suivi des fenêtres\",\"sector\":\"other\",\"startsOn\":\"" + today.minusDays(2)
                + "\",\"endsOn\":\"" + today.plusDays(20) + "\"," + more + "}";
    }

    private static boolean same(Node node, String id, HttpResponse<String> declared) {
        HttpResponse<String> there = new Api(node.address()).get(CAMPAIGNS + "/" + id);
        if (there.statusCode() != 200) {
            return false;
        }
        JsonObject is = Api.json(there);
        JsonObject was = Api.json(declared);
        return List.of("name", "principal", "sector", "exemption", "startsOn", "endsOn").stream()
                .allMatch(field -> is.get(field).equals(was.get(field)));
    }

    /** A key made here works there; revoked there, it works nowhere. */
    private void key(Node one, Node other) {
        Visitor here = owner.at(one);
        here.get(KEYS);
        String name = "Standard " + journal.next();
        HttpResponse<String> made = here.post(
                KEYS,
                Map.of(
                        "name", name,
                        "kind", "live",
                        "scopes", "checks",
                        "networks", "127.0.0.0/8",
                        "expiresOn", LocalDate.now(ZoneOffset.UTC).plusMonths(1).toString()));
        Matcher found = KEY.matcher(made.body());
        if (!found.find()) {
            findings.add("no key is made: " + made.statusCode() + Registrant.way(made));
            return;
        }
        String text = found.group();
        for (Node node : List.of(one, other)) {
            check(asked(node, text) == 200, "a key that was made at one server works there only");
        }
        Visitor there = owner.at(other);
        String page = there.get(KEYS).body();
        Matcher revoke = Pattern.compile("(?s)" + name + "</th>.*?href=\"(" + KEYS + "/[^\"]+/revoquer)\"")
                .matcher(page);
        if (!revoke.find()) {
            findings.add("a key is not on the page of the other server");
            return;
        }
        there.get(revoke.group(1));
        there.post(revoke.group(1), Map.of());
        facts.put("key " + name, node -> asked(node, text) == 401);
        findings.addAll(facts.untrue("key " + name, List.of(one, other)));
    }

    private static int asked(Node node, String key) {
        return new Api(node.address(), key)
                .post(CHECKS, "{\"numbers\":[\"" + CallFiles.listed(1) + "\"]}")
                .statusCode();
    }

    /** A mandate proposed here and accepted there holds here; ended here, it does not hold there. */
    private void mandate(String subject, Node one, Node other) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        Visitor here = owner.at(one);
        here.get(MANDATES);
        here.post(
                MANDATES,
                Map.of(
                        "side",
                        "PRINCIPAL",
                        "number",
                        AGENT_SIREN,
                        "startsOn",
                        today.toString(),
                        "endsOn",
                        today.plusMonths(1).toString()));
        Visitor there = agent.at(other);
        Matcher accept = Pattern.compile("\"(" + MANDATES + "/[^\"]+/accepter)\"")
                .matcher(there.get(MANDATES).body());
        if (!accept.find()) {
            findings.add("a mandate that was proposed at one server is not on the page of the other");
            return;
        }
        there.post(accept.group(1), Map.of());
        for (Node node : List.of(one, other)) {
            check(forPrincipal(node) == 201, "an agent does not act under its mandate");
        }
        String end = accept.group(1).replace("accepter", "terminer");
        here.get(end);
        here.post(end, Map.of());
        String name = subject + "end of a mandate";
        facts.put(name, node -> forPrincipal(node) / 100 == 4);
        findings.addAll(facts.untrue(name, List.of(one, other)));
        // Until the next one is accepted.
        facts.remove(name);
    }

    private static int forPrincipal(Node node) {
        return new Api(node.address(), AGENT_KEY)
                .send(
                        "POST",
                        CAMPAIGNS,
                        BodyPublishers.ofString(terms("\"principal\":\"" + SIREN + "\"")),
                        "Content-Type",
                        "application/json")
                .statusCode();
    }

    /** Signs the owner out at one server. */
    List<String> signOut(Node one, Node other) {
        Visitor here = owner.at(one);
        here.get("/pro");
        here.post("/deconnexion", Map.of());
        return owner.isSignedIn(other) ? List.of("signed out at one server, and not at the other") : List.of();
    }
}
