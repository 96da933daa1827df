package org.openbloctel.server.calls.law;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.authority.casefile.SampleCase;
import org.openbloctel.server.calls.law.EveryPlace.Place;

/** The addresses of an open case, and of one with a decision that waits. */
final class CasePlaces {
    private static final String CASE = "/inspection/dossiers/{id}";
    private static final String PROCEDURE = "/pro/procedures/{id}";

    private final List<Place> places = new ArrayList<>();

    private CasePlaces() {}

    /** Those of cases against a company, made on a server. */
    static List<Place> of(ServerFixture at, UUID company) {
        CasePlaces made = new CasePlaces();
        SampleCase sample = new SampleCase(at);
        UUID open = sample.alleged("04 65 71 33 01", company);
        for (String page : List.of("/griefs", "/courrier", "/projet.pdf", "/signalements", "/decision", "/export")) {
            made.add(Who.INSPECTOR, CASE + page, open);
        }
        UUID notified = sample.notified("04 65 71 33 02", company);
        UUID letter = sample.letter(notified);
        made.add(Who.INSPECTOR, CASE, notified);
        made.add(Who.INSPECTOR, CASE + "/decision/{decision}", notified, sample.proposed(notified));
        made.add(Who.INSPECTOR, CASE + "/pieces/{entry}", notified, letter);
        made.add(Who.OWNER, PROCEDURE, notified);
        made.add(Who.OWNER, PROCEDURE + "/appels.csv", notified);
        made.add(Who.OWNER, PROCEDURE + "/pieces/{entry}", notified, letter);
        return made.places;
    }

    private void add(Who who, String route, UUID... ids) {
        String address = route;
        for (UUID id : ids) {
            address = address.replaceFirst("\\{\\w+}", id.toString());
        }
        places.add(new Place(route, route.replaceAll("\\{\\w+}", "ID"), who, address));
    }
}
