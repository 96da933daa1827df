package org.openbloctel.server.law;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.openbloctel.law.LawBook;

/** Addresses that name something and that everybody may open, without anything being made for them. */
final class OpenPlaces {
    private OpenPlaces() {}

    static List<EveryPlace.Place> of(LawBook law, LocalDate today) {
        List<EveryPlace.Place> places = new ArrayList<>();
        law.rules()
                .forEach(rule -> places.add(new EveryPlace.Place(
                        "/regles/{id}",
                        "/regles/ID (" + rule.id() + ")",
                        EveryPlace.Who.READER,
                        "/regles/" + rule.id())));
        places.add(answer(
                "/que-faire",
                "?qui=self&cible=consumers&objet=other&lien=none&accord=none&lignes=1000&fois=10&jour=" + today));
        places.add(answer("/puis-je-appeler", "?story=nothing&listed=no&sector=other&relation=none"));
        return places;
    }

    private static EveryPlace.Place answer(String route, String query) {
        return new EveryPlace.Place(route, route + " (answer)", EveryPlace.Who.READER, route + query);
    }
}
