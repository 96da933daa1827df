package org.openbloctel.server.app;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openbloctel.registry.accounts.credential.Credentials;
import org.openbloctel.registry.accounts.operator.FourEyes;
import org.openbloctel.registry.accounts.operator.Staff;
import org.openbloctel.registry.callfiles.certificate.Certificates;
import org.openbloctel.registry.callfiles.certificate.Issuer;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.audit.CheckpointFolder;
import org.openbloctel.registry.platform.audit.Checkpoints;
import org.openbloctel.registry.platform.audit.Restores;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.server.platform.pages.CommandText;
import org.openbloctel.server.platform.postgres.EmbeddedPostgres;
import org.openbloctel.server.platform.settings.Settings;
import org.openbloctel.server.platform.settings.SettingsException;

/**
 * {@code bloctel audit accept-restore}: one of the operator's people asks to accept the entries of the audit trail that a restored database
 * lacks; another one confirms on the page of the trail. With an operator of one person it is done at once. Servers may run.
 */
final class AuditCommand {
    static final String NAME = "audit";

    private static final String ACCEPT = "accept-restore";
    private static final String AS = "--as";
    private static final String TWO_PEOPLE = "openbloctel.operator.two-people";
    private static final String PAGE = "/operateur/journal";

    private AuditCommand() {}

    /** Asks, and returns a message for the operator. Throws {@link SettingsException} when it cannot begin. */
    static String run(List<String> words) {
        return run(words, Clock.systemUTC());
    }

    static String run(List<String> words, InstantSource clock) {
        List<String> rest = new ArrayList<>(words);
        if (rest.isEmpty() || !rest.removeFirst().equals(ACCEPT)) {
            throw new SettingsException(List.of("give " + ACCEPT + ": see bloctel audit " + ACCEPT + " --help."));
        }
        int as = rest.indexOf(AS);
        if (as < 0 || as + 1 == rest.size()) {
            throw new SettingsException(
                    List.of("give " + AS + " and the e-mail address of one of the operator's people, who asks."));
        }
        String email = rest.remove(as + 1);
        rest.remove(as);
        CommandWords line = CommandWords.of(NAME, Set.of(), rest);
        MasterKeys keys = MigrateCommand.keys(line.settings(), "the trail is compared by keys that it wrapped");
        Settings.Login owner = MigrateCommand.owner(line.settings());
        if (owner != null) {
            return run(line.login("accounts", owner), line.login("list", owner), keys, line, email, clock);
        }
        try (EmbeddedPostgres.Borrowed embedded = EmbeddedPostgres.borrow(DoctorCommand.embedded(line.data()))) {
            Settings.Login login = new Settings.Login(embedded.url(), EmbeddedPostgres.NAME, embedded.password());
            return run(login, login, keys, line, email, clock);
        }
    }

    private static String run(
            Settings.Login accounts,
            Settings.Login list,
            MasterKeys keys,
            CommandWords line,
            String email,
            InstantSource clock) {
        try (HikariDataSource accountsPool = DoctorCommand.pool(NAME, "accounts", accounts, "off");
                HikariDataSource listPool = DoctorCommand.pool(NAME, "list", list, "on")) {
            Database database = new Database(accountsPool, listPool, keys);
            AuditTrail trail = new AuditTrail(database, keys, clock);
            Certificates certificates = new Certificates(database, keys, trail, clock, new Issuer("", ""));
            Checkpoints checkpoints = new Checkpoints(
                    database, trail, certificates.checkpointSigner(), new CheckpointFolder(line.checkpoints()), clock);
            boolean two =
                    !line.settings().getOrDefault(TWO_PEOPLE, "true").strip().equals("false");
            Outbox outbox = new Outbox(database, clock, false);
            Credentials credentials = new Credentials(database, clock, trail, outbox);
            return accept(
                    new Restores(database, trail, checkpoints),
                    new FourEyes(database, clock, trail, two),
                    new People(new Staff(database, clock, trail, credentials).all(), email, outbox),
                    new CommandText(NAME, line.language()));
        }
    }

    /** The operator's people, of whom one asks. All get a mail: the command believes the address that it is given. */
    private record People(List<Staff.Person> all, String email, Outbox outbox) {
        Staff.Person asking() {
            return all.stream()
                    .filter(one -> one.email().equalsIgnoreCase(email.strip()))
                    .findFirst()
                    .orElseThrow(() -> new SettingsException(
                            List.of("none of the operator's people has the address after " + AS + ".")));
        }

        void inform(Restores.Loss loss) {
            for (Staff.Person person : all) {
                outbox.put(new Outbox.Message(
                        person.email(),
                        person.locale(),
                        "alarm/restore-asked",
                        Map.of(
                                "name",
                                asking().name(),
                                "from",
                                Long.toString(loss.from()),
                                "seen",
                                Long.toString(loss.seen().seq()))));
            }
        }
    }

    private static String accept(Restores restores, FourEyes fourEyes, People people, CommandText text) {
        Staff.Person person = people.asking();
        Optional<Restores.Loss> found = restores.find();
        if (found.isEmpty()) {
            return text.say("audit.none");
        }
        Restores.Loss loss = found.get();
        Object[] facts = {text.number(loss.from()), text.number(loss.seen().seq()), person.email(), PAGE};
        FourEyes.Matter matter = FourEyes.Matter.restore(loss);
        FourEyes.Standing standing = fourEyes.standing(matter);
        if (standing.asked() != null) {
            return text.say("audit.waiting", facts);
        }
        boolean done = fourEyes.propose(
                matter, standing.digest(), "", "", person.id(), asked -> restores.accept(loss, "staff:" + person.id()));
        people.inform(loss);
        return text.say(done ? "audit.accepted" : "audit.asked", facts);
    }
}
