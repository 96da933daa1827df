package org.openbloctel.server.calls.law;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.openbloctel.law.Bilingual;
import org.openbloctel.registry.accounts.consumer.LostMailboxes;
import org.openbloctel.registry.service.helpdesk.DeskTexts;
import org.openbloctel.registry.service.helpdesk.Questions;
import org.openbloctel.registry.service.helpdesk.TicketAsker;
import org.openbloctel.registry.service.incident.Incidents;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.calls.law.EveryPlace.Place;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Addresses of the help desk that name something: an incident that is over, questions, a canned answer, a published question. */
final class HelpdeskPlaces {
    private static final Bilingual TEXT = new Bilingual("Un texte", "A text");

    private final ServerFixture at;
    private final List<Place> places = new ArrayList<>();

    private HelpdeskPlaces(ServerFixture at) {
        this.at = at;
    }

    /** Those of a server on its present day, of a consumer and a member of a company. */
    static List<Place> of(ServerFixture at, SignedIn.Consumer consumer, SignedIn.Member member) {
        HelpdeskPlaces made = new HelpdeskPlaces(at);
        made.incident();
        made.questions(consumer, member);
        made.texts();
        made.lostMailbox();
        return made.places;
    }

    private void add(Who who, String route, UUID id) {
        places.add(new Place(route, route.replace("{id}", "ID"), who, route.replace("{id}", id.toString())));
    }

    private void incident() {
        Incidents incidents = at.bean(Incidents.class);
        UUID id = incidents.open("staff:test", TEXT, TEXT, at.clock().instant());
        incidents.update("staff:test", id, TEXT, true);
        add(Who.STAFF, "/operateur/incidents/{id}", id);
    }

    private void questions(SignedIn.Consumer consumer, SignedIn.Member member) {
        Questions questions = at.bean(Questions.class);
        UUID own = questions
                .ask(TicketAsker.consumer(consumer.id(), Locale.FRENCH), "Une question", "Un texte")
                .id();
        add(Who.CONSUMER, "/espace/questions/{id}", own);
        add(Who.STAFF, "/operateur/questions/{id}", own);
        TicketAsker asker = TicketAsker.member(member.id(), member.company(), Locale.FRENCH);
        add(
                Who.OWNER,
                "/pro/questions/{id}",
                questions.ask(asker, "Une question", "Un texte").id());
        String email = UUID.randomUUID() + "@example.org";
        questions.ask(new Questions.Typed(email, "Une question", "Un texte", "", null), Locale.FRENCH);
        linked("/contact/suivi", email);
    }

    /** The page behind the link to a new address, and the one behind the link of a notice. */
    private void lostMailbox() {
        String email = UUID.randomUUID() + "@example.org";
        at.bean(LostMailboxes.class).ask("06 39 98 55 01", email, Locale.FRENCH);
        linked("/espace/adresse-perdue/code", email);
        String token = UUID.randomUUID().toString();
        JdbcClient.create(at.database().owner())
                .sql(
                        "insert into accounts.address_recovery (id, link_hash, number, email, locale, asked_at, expires_at, stop_hash)"
                                + " select :id, sha256(convert_to(:other, 'UTF8')), number, email, locale, asked_at, expires_at,"
                                + " sha256(convert_to(:token, 'UTF8')) from accounts.address_recovery where email = :email")
                .param("id", UUID.randomUUID())
                .param("other", "other " + token)
                .param("email", email)
                .param("token", token)
                .update();
        String route = "/espace/adresse-perdue/arret";
        places.add(new Place(route, route, Who.READER, route + "?jeton=" + token));
    }

    /** The page behind the link of the mail to an address. */
    private void linked(String route, String email) {
        String link = JdbcClient.create(at.database().owner())
                .sql(
                        "select parameters[array_position(parameters, 'link') + 1] from accounts.outbox where recipient = ?")
                .param(email)
                .query(String.class)
                .single();
        String path = URI.create(link).getPath();
        places.add(new Place(route, route, Who.READER, route + link.substring(link.indexOf(path) + path.length())));
    }

    private void texts() {
        DeskTexts texts = at.bean(DeskTexts.class);
        UUID canned = UUID.randomUUID();
        texts.put("staff:test", new DeskTexts.CannedAnswer(canned, "Un nom", TEXT));
        add(Who.STAFF, "/operateur/reponses-types/{id}", canned);
        UUID published = UUID.randomUUID();
        texts.publish("staff:test", new DeskTexts.FaqEntry(published, TEXT, TEXT));
        add(Who.STAFF, "/operateur/faq/{id}", published);
    }
}
