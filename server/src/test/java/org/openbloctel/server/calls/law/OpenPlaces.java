package org.openbloctel.server.calls.law;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.openbloctel.law.LawBook;

/** Addresses that name something and that everybody may open, without anything being made for them. */
final class OpenPlaces {
    private static final Path HELP = Path.of("../server/src/main/resources/help/pages");

    private OpenPlaces() {}

    static List<EveryPlace.Place> of(LawBook law, LocalDate today) {
        List<EveryPlace.Place> places = new ArrayList<>();
        law.rules()
                .forEach(rule -> places.add(new EveryPlace.Place(
                        "/regles/{id}", "/regles/ID (" + rule.id() + ")", Who.READER, "/regles/" + rule.id())));
        places.add(answer(
                "/que-faire",
                "?qui=self&cible=consumers&objet=other&lien=none&accord=none&lignes=1000&fois=10&nouveaux=2000&jour="
                        + today));
        places.add(answer("/puis-je-appeler", "?story=nothing&listed=no&sector=other&relation=none"));
        for (String page : helpPages()) {
            places.add(new EveryPlace.Place("/aide/{page}", "/aide/ID (" + page + ")", Who.READER, "/aide/" + page));
        }
        return places;
    }

    private static List<String> helpPages() {
        try (Stream<Path> files = Files.list(HELP)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".fr.md"))
                    .map(name -> name.substring(0, name.length() - ".fr.md".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EveryPlace.Place answer(String route, String query) {
        return new EveryPlace.Place(route, route + " (answer)", Who.READER, route + query);
    }
}
