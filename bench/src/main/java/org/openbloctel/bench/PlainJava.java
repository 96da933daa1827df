package org.openbloctel.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a team writes in an afternoon, with libphonenumber and without. */
final class PlainJava {

    static final String WITH_LIBRARY = "Java, libphonenumber + HashSet<Long>";
    static final String WITHOUT_LIBRARY = "Java, own parsing + HashSet<Long>";

    private PlainJava() {}

    static void join(Entrants entrants, Session session, Path list) {
        if (!session.options().wants("java")) {
            return;
        }
        entrants.add(contender(WITHOUT_LIBRARY, "HashSetScrub", List.of(), list));
        Optional<Path> library = JavaCommand.location("com.google.i18n.phonenumbers.PhoneNumberUtil");
        if (library.isPresent()) {
            entrants.add(contender(WITH_LIBRARY, "LibphonenumberScrub", List.of(library.get()), list));
        } else {
            entrants.without(WITH_LIBRARY, "the library is not on the class path");
        }
    }

    private static Contender contender(String name, String peer, List<Path> libraries, Path list) {
        Contender.Launch launch =
                (file, out) -> JavaCommand.of(peer, libraries, list, file.calls(), out.resolve(Contender.KEPT));
        return new Contender(name, Contender.Pace.SLOW, launch, Contender.keptRows());
    }
}
