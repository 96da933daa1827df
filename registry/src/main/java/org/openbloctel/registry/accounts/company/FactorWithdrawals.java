package org.openbloctel.registry.accounts.company;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.accounts.credential.Links;
import org.openbloctel.registry.accounts.credential.SecondFactor;
import org.openbloctel.registry.accounts.operator.Decision;
import org.openbloctel.registry.accounts.operator.FourEyes;
import org.openbloctel.registry.accounts.operator.Shown;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * The second factor of a member who lost all of theirs, withdrawn by the operator: one person asks, with evidence of who the member is,
 * the member is told at once and may stop it by a link, and a day later another person confirms. Thread-safe.
 */
public final class FactorWithdrawals {
    private static final String PURPOSE = "keep-factor";
    private static final Decision.Kind KIND = Decision.Kind.FACTOR_WITHDRAWAL;

    private final Database database;
    private final FourEyes fourEyes;
    private final SecondFactor factors;
    private final Outbox outbox;
    private final Links links;
    private final MemberDirectory members;
    private final CompanyRows companies;

    /** Withdrawals in this database. */
    public FactorWithdrawals(
            Database database, InstantSource clock, FourEyes fourEyes, SecondFactor factors, Outbox outbox) {
        this.database = database;
        this.fourEyes = fourEyes;
        this.factors = factors;
        this.outbox = outbox;
        this.links = new Links(database, clock);
        this.members = new MemberDirectory(database);
        this.companies = database.rows(CompanyRows.class);
    }

    /** How the withdrawal of a member's factors stands. */
    public FourEyes.Standing standing(Member member) {
        return fourEyes.standing(matter(member));
    }

    private FourEyes.Matter matter(Member member) {
        return new FourEyes.Matter(
                KIND,
                member.id(),
                () -> Shown.NOTHING
                        .with("company", companies.name(member.company()))
                        .with("people", member.name(), member.email(), member.role()));
    }

    /**
     * Asks for it, or confirms it.
     *
     * @param digest of the page on which the person decided
     * @param evidence how it was found who the member is; needed from who asks
     * @return whether the factors are gone
     */
    public boolean agree(Member lost, String digest, String evidence, UUID person) {
        FourEyes.Matter matter = matter(lost);
        boolean asked = fourEyes.standing(matter).asked() != null;
        String line = asked ? "" : Company.Form.line("evidence", evidence);
        return database.inAccounts(() -> {
            boolean done =
                    fourEyes.agree(matter, digest, line, person, () -> factors.takeOff(lost.id(), "staff:" + person));
            if (!done) {
                String token = links.make(PURPOSE, lost.id().toString(), FourEyes.KEPT.plus(Duration.ofDays(1)));
                outbox.put(new Outbox.Message(
                        lost.email(), lost.locale(), "company/factor-withdrawal", Map.of("token", token)));
            }
            return done;
        });
    }

    /** The member whom a link in such a mail is about, while there is something to stop. Changes nothing. */
    public Optional<Member> look(String token) {
        return links.look(PURPOSE, token)
                .map(UUID::fromString)
                .flatMap(members::find)
                .filter(member -> fourEyes.pending(KIND, member.id()).isPresent());
    }

    /** The member has their second factor, and keeps it. */
    public void stop(String token) {
        Member member = look(token).orElseThrow(() -> new RefusedException(new AccessRefusal.DeadLink()));
        database.runInAccounts(() -> {
            links.use(PURPOSE, token);
            fourEyes.stop(KIND, member.id(), member.actor());
        });
    }
}
