package org.openbloctel.server.calls.law;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every page of the table of access with an address at which it stands on a server, and a person who may open it. */
public final class EveryPage {
    private static final Path TABLE = Path.of("../server/src/test/resources/golden/access.txt");

    /** Routes that show no page of their own: what they are instead. */
    private static final Pattern NO_PAGE = Pattern.compile(
            String.join(
                    "|",
                    "/api/.*|/actuator/.*|/assets/.*|/favicon.ico|/robots.txt|/\\.well-known/.*", // for programs
                    ".*\\.csv|.*\\.json|.*\\.jws|/pro/depots/\\{id}/fichiers/.*|/pro/consentements/\\{id}/piece", // files
                    ".*/avancement|/pro/depots/envois/\\{id}", // states, for scripts
                    "/inspection/plaintes/(nouvelle-recherche|\\{id\\}/(motif|identite|cloture|sans-entreprise|suivi|suivi/fin))",
                    "/langue|/espace/numeros|.*/code/envoi|.*/corriger|/pro/campagnes/\\{id}/(verification|conservation)",
                    "/operateur/garde/temoins/(appel|\\{batch\\}/.*)|/operateur/courriers/retrait|/pro/appels/refus|.*/securite/mot-de-passe", // lead elsewhere
                    "/operateur/formules/(confirmer|refuser)|/contact/suivi/adresse|/operateur/questions/\\{id\\}/(note|reponse)", // lead elsewhere
                    "/demo/.*|/reclamation", // in the demo alone; leads elsewhere
                    "/pro/formule/\\{code\\}/maintenant", // for a plan that runs: looked at in PlansBrowserIT
                    "/operateur/garde/temoins/appel/\\{id\\}", // of a canary, which a list of a few numbers cannot have
                    "/retirer-mon-consentement/(code|liste.*)", // behind a code; the parts of /espace/consentements
                    "/professionnels/(confirmer|invitation)|/(pro|operateur|inspection)/mot-de-passe", // a form for a
                    // password
                    "/(pro|operateur|inspection)/second-facteur/.*|/espace/connexion/cle|/(pro|operateur|inspection)/securite/application/retrait"));

    private EveryPage() {}

    /**
     * A page.
     *
     * @param name the same for the same page of another server
     * @param reader null for everybody
     */
    public record Page(
            String route,
            String name,
            String address,
            @Nullable SignedIn reader) {}

    /** All of them, for a consumer of this number and new companies; several of some routes. */
    public static List<Page> of(ServerFixture at, String number) {
        SignedIn.Consumer consumer = consumer(at, number);
        EveryPlace places = new EveryPlace(at, consumer, number);
        List<EveryPlace.Place> all = new ArrayList<>(withoutVariables());
        all.addAll(ofNumber(at, consumer));
        all.addAll(places.places());
        return all.stream()
                .map(place -> new Page(place.route(), place.name(), place.address(), places.reader(place.who())))
                .toList();
    }

    /** All routes that show a page or a PDF. */
    public static List<String> routes() {
        return List.copyOf(table().keySet());
    }

    /** Each with who may open it. */
    private static Map<String, String> table() {
        try {
            return Files.readAllLines(TABLE).stream()
                    .map(line -> line.split(" +", 3))
                    .filter(line ->
                            line[0].equals("GET") && !NO_PAGE.matcher(line[1]).matches())
                    .collect(Collectors.toMap(line -> line[1], line -> line[2]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those whose address is their route. */
    static List<EveryPlace.Place> withoutVariables() {
        return table().entrySet().stream()
                .filter(one -> !one.getKey().contains("{"))
                .map(one -> new EveryPlace.Place(one.getKey(), one.getKey(), Who.opens(one.getValue()), one.getKey()))
                .toList();
    }

    /** Those of a consumer's number. */
    static List<EveryPlace.Place> ofNumber(ServerFixture at, SignedIn.Consumer consumer) {
        String number = "/espace/numeros/" + registration(at, consumer);
        List<EveryPlace.Place> places = new ArrayList<>();
        for (String page : List.of("", "/retrait", "/code", "/recepisse.pdf")) {
            places.add(new EveryPlace.Place(
                    "/espace/numeros/{id}" + page, "/espace/numeros/ID" + page, Who.CONSUMER, number + page));
        }
        return places;
    }

    /** A new consumer with a proved number. */
    static SignedIn.Consumer consumer(ServerFixture at, String number) {
        Consumers consumers = at.bean(Consumers.class);
        String email = UUID.randomUUID() + "@example.org";
        consumers.ask(number, email, Locale.FRENCH);
        JdbcClient owner = JdbcClient.create(at.database().owner());
        String link = owner.sql("select parameters[array_position(parameters, 'link') + 1] from accounts.outbox"
                        + " where recipient = ? and template = 'consumer/confirm'")
                .param(email)
                .query(String.class)
                .single();
        UUID id = consumers.confirm(link.substring(link.indexOf('=') + 1)).consumer();
        owner.sql("update accounts.registration set proved_at = ? where consumer = ?")
                .params(OffsetDateTime.ofInstant(at.clock().instant(), ZoneOffset.UTC), id)
                .update();
        return new SignedIn.Consumer(id);
    }

    private static UUID registration(ServerFixture at, SignedIn.Consumer who) {
        return JdbcClient.create(at.database().owner())
                .sql("select id from accounts.registration where consumer = ?")
                .param(who.id())
                .query(UUID.class)
                .single();
    }
}
