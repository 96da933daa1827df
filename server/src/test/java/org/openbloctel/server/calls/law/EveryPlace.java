package org.openbloctel.server.calls.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.Sector;
import org.openbloctel.registry.accounts.company.FactorWithdrawals;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.registry.accounts.webhook.Webhooks;
import org.openbloctel.registry.authority.complaint.Complaints;
import org.openbloctel.registry.authority.complaint.Filing;
import org.openbloctel.registry.callfiles.intake.State;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.calls.consent.ClaimedConsent;
import org.openbloctel.registry.calls.consent.Claims;
import org.openbloctel.registry.calls.consent.ConsentLinks;
import org.openbloctel.registry.calls.consent.Consents;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.authority.complaint.SampleFiling;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.programs.Program;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Addresses that name something: campaigns, files, certificates, keys, consents, an invoice, a mandate, all made on a server on its present
 * day, as their owners make them. Made once for a server and a day.
 */
final class EveryPlace {
    private static final String FILE = "Nom;Telephone\nAnne;0639980001\nBert;0639980002\nCora;pas de numero\n";
    private static final int MONTH = 30;
    private static int companies;

    /**
     * An address.
     *
     * @param route the route that it belongs to
     * @param name of the document behind it
     */
    record Place(String route, String name, Who who, String address) {}

    private final ServerFixture at;
    private final JdbcClient database;
    private final LocalDate today;
    private final SignedIn.Consumer consumer;
    private final String number;
    private final Caller principal;
    private final Caller agent;
    private final SignedIn.Staff staff;
    private final SignedIn.Inspector inspector;
    private final List<Place> places = new ArrayList<>();

    /** Places of new companies on a server, of a consumer with a proved number, of the operator's staff and of a head of inspectors. */
    EveryPlace(ServerFixture at, SignedIn.Consumer consumer, String number) {
        this.at = at;
        this.database = JdbcClient.create(at.database().owner());
        this.today = LegalCalendar.today(at.clock());
        this.consumer = consumer;
        this.number = number;
        this.principal = company("Fenêtres Exemple");
        this.agent = company("Centre d’appels Exemple");
        this.staff = at.staff();
        this.inspector = at.inspector(SignedIn.Rank.HEAD);
        publicPlaces();
        companyPlaces();
        UUID webhook = webhook();
        campaignPlaces();
        fileOfTheList();
        deliveries(webhook);
        consentPlaces();
        moneyPlaces();
        places.addAll(HelpdeskPlaces.of(at, consumer, principal.owner(true)));
        passkey("credential", principal.owner(true).id(), Who.OWNER, "/pro/securite/cles-d-acces");
        passkey("credential", staff.id(), Who.STAFF, "/operateur/securite/cles-d-acces");
        passkey("credential", inspector.id(), Who.INSPECTOR, "/inspection/securite/cles-d-acces");
        inspectionPlaces();
        passkey("consumer", consumer.id(), Who.CONSUMER, "/espace/cles-d-acces");
        places.addAll(CasePlaces.of(at, principal.company()));
    }

    /** All of them. */
    List<Place> places() {
        return List.copyOf(places);
    }

    /** The reader of the places of a kind, with a browser of its own. */
    Visitor visitor(Who who) {
        SignedIn reader = reader(who);
        return reader == null ? at.visitor() : at.visitor(reader);
    }

    /** The reader of the places of a kind; null for everybody. */
    @Nullable
    SignedIn reader(Who who) {
        return switch (who) {
            case READER -> null;
            case CONSUMER -> consumer;
            case OWNER -> principal.owner(true);
            case OWNER_WITHOUT_SECOND_FACTOR -> principal.owner(false);
            case BUYER -> agent.owner(true);
            case STAFF -> staff;
            case STAFF_WITHOUT_SECOND_FACTOR -> new SignedIn.Staff(staff.id(), false);
            case INSPECTOR -> inspector;
            case INSPECTOR_WITHOUT_SECOND_FACTOR -> new SignedIn.Inspector(inspector.id(), inspector.rank(), false);
        };
    }

    private void inspectionPlaces() {
        add(
                Who.INSPECTOR,
                "/inspection/agents/{id}",
                at.inspector(SignedIn.Rank.INSPECTOR).id());
        UUID complaint = at.bean(Complaints.class)
                .file(SampleFiling.of(number, at.clock().instant()), null)
                .id();
        add(Who.INSPECTOR, "/inspection/plaintes/{id}", complaint);
        add(Who.INSPECTOR, "/inspection/plaintes/{id}/entreprise", complaint);
        add(Who.INSPECTOR, "/inspection/plaintes/{id}/preuves", complaint);
        add(Who.INSPECTOR, "/inspection/signaux/{id}", at.signal(principal.company()));
    }

    /** A company with a plan that has just begun. */
    private Caller company(String name) {
        Caller caller = new Caller(at, nextSiren(), name);
        database.sql("insert into accounts.subscription (id, company, plan, grid, lines_per_submission, lines_per_year,"
                        + " price_cents, ordered_at, ordered_by, starts_on, ends_on)"
                        + " values (?, ?, 'large', '2021-02-01', 1000, 100000, 0, ?, 'test', ?, ?)")
                .params(UUID.randomUUID(), caller.company(), now(), today, today.plusYears(1))
                .update();
        return caller;
    }

    private static String nextSiren() {
        companies++;
        String digits = "%08d".formatted(companies);
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int weighed = (i % 2 + 1) * Character.digit(digits.charAt(i), 10);
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return digits + (10 - sum % 10) % 10;
    }

    private OffsetDateTime now() {
        return at.clock().instant().atOffset(ZoneOffset.UTC);
    }

    private Visitor owner(Caller caller) {
        return at.visitor(caller.owner(true));
    }

    private void add(Who who, String route, Object... ids) {
        add("", who, route, ids);
    }

    /** One of several of a route; {@code kind} tells them apart. */
    private void add(String kind, Who who, String route, Object... ids) {
        String address = route;
        for (Object id : ids) {
            address = address.replaceFirst("\\{\\w+}", id.toString());
        }
        places.add(new Place(route, route.replaceAll("\\{\\w+}", "ID") + kind, who, address));
    }

    private void publicPlaces() {
        places.addAll(OpenPlaces.of(at.bean(LawBook.class), today));
        add(Who.READER, "/problemes/{code}", "BT-0635");
        database.sql("insert into accounts.figure_day (day, figure, value) values (?, 'lines', 1) on conflict do"
                        + " nothing")
                .params(today)
                .update();
        add(Who.READER, "/chiffres/{year}.pdf", "" + today.getYear());
        add(Who.CONSUMER, "/espace/consentements/autoriser/{siren}", principal.siren());
        Consumers consumers = at.bean(Consumers.class);
        String email = database.sql("select email from accounts.consumer where id = ?")
                .param(consumer.id())
                .query(String.class)
                .single();
        String other = "other-" + email;
        consumers.ask("0199000001", other, Locale.FRENCH);
        consumers.askToSignIn(email, Locale.FRENCH);
        consumers.askToCheck("482109375514", email, Locale.FRENCH);
        consumers.askToChangeAddress(consumer.id(), other);
        complaintPlaces(other);
        linked("/confirmer", "consumer/confirm", other);
        linked("/espace/ouvrir", "consumer/sign-in", email);
        linked("/verifier-mon-inscription/resultat", "consumer/check", email);
        linked("/espace/adresse/confirmer", "consumer/new-address", other);
    }

    /** One that was filed in the space, and the links of one that was filed without. */
    private void complaintPlaces(String email) {
        Complaints complaints = at.bean(Complaints.class);
        Filing filing = SampleFiling.of(number, at.clock().instant());
        add(
                Who.CONSUMER,
                "/espace/signalements/{id}",
                complaints.file(consumer.id(), filing, null).id());
        UUID alone = complaints.file(filing, null).id();
        complaints.follow(alone, email, Locale.FRENCH);
        places.add(new Place(
                "/signaler/suivi", "/signaler/suivi", Who.READER, "/signaler/suivi#jeton=" + complaints.token(alone)));
        linked("/signaler/suivi/adresse", "complaint/follow", email);
        places.add(new Place("/lien", "/lien", Who.READER, "/lien?vers=/signaler/suivi"));
    }

    /** The page behind the link of the latest mail of a kind, which carries its token. */
    private void tokened(String route, String template) {
        String token = database.sql("select parameters[array_position(parameters, 'token') + 1] from accounts.outbox"
                        + " where template = ? order by created_at desc, id limit 1")
                .param(template)
                .query(String.class)
                .single();
        places.add(new Place(route, route, Who.READER, route + "?jeton=" + token));
    }

    /** The page behind the link of a mail. */
    private void linked(String route, String template, String email) {
        String link = database.sql("select parameters[array_position(parameters, 'link') + 1] from accounts.outbox"
                        + " where recipient = ? and template = ?")
                .params(email, template)
                .query(String.class)
                .single();
        String path = URI.create(link).getPath();
        places.add(new Place(route, route, Who.READER, route + link.substring(link.indexOf(path) + path.length())));
    }

    private void companyPlaces() {
        Visitor owner = owner(principal);
        owner.get("/pro/cles");
        sent(owner.post("/pro/cles", Map.of("name", "CRM", "kind", "test", "scopes", "checks")), 200);
        add(Who.OWNER, "/pro/cles/{id}/revoquer", id("select id from accounts.api_key where company = ?"));
        add(Who.STAFF, "/operateur/garde/{company}", principal.company());
        add(Who.STAFF, "/operateur/garde/{company}/sondages", principal.company());
        tokened("/professionnels/pas-moi", "company/act");
        Member lost = at.bean(Members.class).find(principal.owner(true).id()).orElseThrow();
        FactorWithdrawals withdrawals = at.bean(FactorWithdrawals.class);
        withdrawals.agree(lost, withdrawals.standing(lost).digest(), "Carte d’identité", staff.id());
        tokened("/professionnels/garder-mon-second-facteur", "company/factor-withdrawal");
        UUID colleague = principal.colleague(SignedIn.Role.AUDITOR).id();
        add(Who.OWNER, "/pro/membres/{id}", colleague);
        UUID sftp = UUID.randomUUID();
        database.sql("insert into accounts.sftp_key (id, company, made_by, name, kind, fingerprint, made_at)"
                        + " values (?, ?, ?, 'Serveur', 'ssh-ed25519', ?, ?)")
                .params(sftp, principal.company(), principal.owner(true).id(), "SHA256:" + sftp, now())
                .update();
        add(Who.OWNER, "/pro/sftp/{id}/revoquer", sftp);
        owner.get("/pro/mandats");
        sent(
                owner.post(
                        "/pro/mandats",
                        Map.of(
                                "side",
                                "PRINCIPAL",
                                "number",
                                agent.siren(),
                                "startsOn",
                                today.toString(),
                                "endsOn",
                                today.plusDays(MONTH).toString())),
                302);
        UUID mandate = id("select id from accounts.mandate where principal = ?");
        Visitor agents = owner(agent);
        agents.get("/pro/mandats");
        sent(agents.post("/pro/mandats/" + mandate + "/accepter", Map.of()), 302);
        add(Who.OWNER, "/pro/mandats/{id}/terminer", mandate);
        add(Who.STAFF, "/operateur/comptes/{id}", principal.company());
    }

    private UUID id(String query) {
        return database.sql(query).param(principal.company()).query(UUID.class).single();
    }

    private static void sent(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    /** An endpoint at an address that is not assigned. */
    private UUID webhook() {
        UUID webhook = at.bean(Webhooks.class)
                .make(
                        principal.company(),
                        "test",
                        new Webhooks.Wanted("https://[2001:db7::1]/", "CRM", List.of("submission.ready")),
                        null)
                .webhook()
                .id();
        add(Who.OWNER, "/pro/webhooks/{id}", webhook);
        add(Who.OWNER, "/pro/webhooks/{id}/modifier", webhook);
        add(Who.OWNER, "/pro/webhooks/{id}/secret", webhook);
        add(Who.OWNER, "/pro/webhooks/{id}/supprimer", webhook);
        return webhook;
    }

    private void deliveries(UUID webhook) {
        UUID delivery = database.sql("select id from accounts.webhook_delivery where webhook = ? order by seq limit 1")
                .param(webhook)
                .query(UUID.class)
                .single();
        add(Who.OWNER, "/pro/webhooks/{id}/envois/{delivery}", webhook, delivery);
    }

    /** A campaign whose file was judged by the law, and one of a sector that the law of some days forbids. */
    private void campaignPlaces() {
        UUID campaign = campaign("Fenêtres", Sector.OTHER, null);
        UUID submission = submission(Map.of("campaign", campaign.toString()), "campagne.csv");
        file(submission, "law");
        Visitor owner = owner(principal);
        String page = "/pro/campagnes/" + campaign;
        owner.get(page);
        sent(owner.post(page + "/conservation", Map.of()), 302);
        add(Who.OWNER, "/pro/campagnes/{id}", campaign);
        add(Who.OWNER, "/pro/campagnes/{id}/sujet", campaign);
        add(Who.OWNER, "/pro/campagnes/{id}/conservation/retrait", campaign);
        add(Who.OWNER, "/pro/campagnes/{id}/fichiers/{submission}/retrait", campaign, submission);
        add(" (renovation)", Who.OWNER, "/pro/campagnes/{id}", campaign("Isolation", Sector.ENERGY_RENOVATION, null));
        add(
                Who.STAFF,
                "/operateur/garde/sondages/{campaign}",
                campaign("Sondage", Sector.POLL, Campaign.Exemption.POLL));
    }

    private UUID campaign(String name, Sector sector, Campaign.@Nullable Exemption ground) {
        return at.bean(Campaigns.class)
                .declare(
                        principal.company(),
                        "test",
                        new Campaigns.Terms(
                                null,
                                name,
                                sector,
                                ground,
                                ground == null ? null : "note de méthode",
                                today,
                                today.plusDays(MONTH)))
                .id();
    }

    private void fileOfTheList() {
        file(submission(Map.of(), "fichier.csv"), "list");
        UUID held = submission(Map.of(), "retenu.csv");
        database.sql("update accounts.submission set state = 'HELD', hold_kind = 'SIGNS', hold_figures ="
                        + " 'UNASSIGNED 41 %', held_at = ? where id = ?")
                .params(now(), held)
                .update();
        add(Who.OWNER, "/pro/depots/{id}/provenance", held);
    }

    private void file(UUID submission, String scope) {
        String kind = " (" + scope + ")";
        add(kind, Who.OWNER, "/pro/depots/{id}", submission);
        add(kind, Who.OWNER, "/pro/depots/{id}/certificat.pdf", submission);
        String certificate = database.sql("select id from accounts.certificate where submission = ?")
                .param(submission)
                .query(String.class)
                .single();
        add(kind, Who.READER, "/verifier/{number}", certificate);
    }

    private UUID submission(Map<String, String> fields, String name) {
        Visitor owner = owner(principal);
        owner.get("/pro/depots/nouveau");
        byte[] content = (FILE + name + ";\n").getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> answer = owner.upload("/pro/depots/nouveau", fields, name, content);
        sent(answer, 302);
        UUID id = last(answer);
        assertThat(Program.comesTrue(
                        () -> State.valueOf(database.sql("select state from accounts.submission where id = ?")
                                        .param(id)
                                        .query(String.class)
                                        .single())
                                .isSettled()))
                .as("settled: " + name)
                .isTrue();
        return id;
    }

    private static UUID last(HttpResponse<String> answer) {
        String path = URI.create(answer.headers().firstValue("Location").orElseThrow())
                .getPath();
        return UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
    }

    /** A consent that the company claims of the consumer's number, and a permission that the consumer gives in their space. */
    private void consentPlaces() {
        UUID claimed = claimed();
        add(Who.OWNER, "/pro/consentements/{id}", claimed);
        add(" (claimed)", Who.CONSUMER, "/espace/consentements/{id}/preuve.pdf", claimed);
        String token = "?" + URI.create(at.bean(ConsentLinks.class).of(claimed)).getFragment();
        for (String route : List.of(ConsentLinks.PATH, ConsentLinks.PATH + "/preuve.pdf")) {
            places.add(new Place(route, route, Who.READER, route + token));
        }
        Visitor self = at.visitor(consumer);
        String permission = "/espace/consentements/autoriser/" + principal.siren();
        self.get(permission);
        String registration = database.sql("select id from accounts.registration where consumer = ?")
                .param(consumer.id())
                .query(String.class)
                .single();
        sent(
                self.post(
                        permission,
                        Map.of(
                                "registration",
                                registration,
                                "goods",
                                "l’entretien de ma chaudière",
                                "subject",
                                "home-services",
                                "until",
                                today.plusDays(MONTH).toString(),
                                "given",
                                "true")),
                302);
        UUID given = database.sql("select id from accounts.consent where principal = ? and id <> ?")
                .params(principal.company(), claimed)
                .query(UUID.class)
                .single();
        add(" (given)", Who.OWNER, "/pro/consentements/{id}", given);
        add(" (given)", Who.CONSUMER, "/espace/consentements/{id}/preuve.pdf", given);
        Visitor owner = owner(principal);
        byte[] model = owner.file("/pro/consentements/import/modele.csv").body();
        owner.get("/pro/consentements/import");
        HttpResponse<String> answer = owner.upload("/pro/consentements/import", Map.of(), "a.csv", model);
        sent(answer, 302);
        add(Who.OWNER, "/pro/consentements/import/{id}", last(answer));
    }

    private UUID claimed() {
        ClaimedConsent claim = Claims.of(
                "C-1",
                number,
                "Fenêtres",
                "other",
                now().minusDays(1).toString(),
                now().plusDays(MONTH).toString());
        Consents.Answer answer = at.bean(Consents.class)
                .record(principal.company(), "key:1", false, List.of(claim))
                .getFirst();
        assertThat(answer.refusal()).isNull();
        return database.sql("select id from accounts.consent where principal = ?")
                .param(principal.company())
                .query(UUID.class)
                .single();
    }

    /** The invoice of a plan that a company ordered, and the page that orders one, for a company whose plan ends tomorrow. */
    private void moneyPlaces() {
        database.sql("delete from accounts.subscription where company = ?")
                .param(agent.company())
                .update();
        Visitor buyer = owner(agent);
        String price =
                buyer.get("/pro/formule/medium").body().replaceAll("(?s).*name=\"net\" value=\"(\\d+)\".*", "$1");
        sent(buyer.post("/pro/formule/medium", Map.of("net", price)), 302);
        String invoice = database.sql(
                        "select year || '-' || lpad(number::text, 6, '0') from accounts.invoice where company = ?")
                .param(agent.company())
                .query(String.class)
                .single();
        add(Who.BUYER, "/pro/factures/{number}", invoice);
        add(Who.BUYER, "/pro/formule/annulation", "");
        add(Who.STAFF, "/operateur/paiements/{number}", invoice);
        database.sql("update accounts.subscription set ends_on = ? where company = ?")
                .params(today.plusDays(1), principal.company())
                .update();
        add(Who.OWNER, "/pro/formule/{code}", "medium");
    }

    private void passkey(String column, UUID holder, Who who, String page) {
        UUID id = UUID.randomUUID();
        byte[] handle = (id + "-" + id).substring(0, 64).getBytes(StandardCharsets.US_ASCII);
        database.sql("insert into accounts.passkey_holder (handle, " + column + ") values (?, ?)")
                .params(handle, holder)
                .update();
        database.sql("insert into accounts.passkey (id, holder, credential_id, name, attested, sign_count,"
                        + " user_verified, can_be_copied, is_copied, transports, added_at) values (?, ?, ?,"
                        + " 'Téléphone', '', 0, true, false, false, '{}', ?)")
                .params(id, handle, handle, now())
                .update();
        add(who, page + "/{id}/retrait", id);
    }
}
