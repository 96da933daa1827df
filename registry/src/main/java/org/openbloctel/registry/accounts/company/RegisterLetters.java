package org.openbloctel.registry.accounts.company;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.accounts.credential.Links;
import org.openbloctel.registry.accounts.operator.FourEyes;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.vault.MasterKeys;

/**
 * The last step of a verification: a letter with a code goes to the company's address in the register of companies, and an owner types the code.
 * Until then a new company has what an unverified one has. Of several accounts with one SIREN the first to type its code has it; one that was
 * verified by documents alone loses it. Two accounts that both got a letter are left to the operator ({@link SirenClaims}). Of a code
 * a hash is kept, and beside it the code itself, wrapped, until the letter is posted. Thread-safe; each method is one transaction.
 */
public final class RegisterLetters {
    /** A company that owes the code stays verified for so long after its letter was posted. */
    public static final Duration HOLDS = Duration.ofDays(30);

    /** Twelve of 32 letters, none of which is taken for another: 60 bits. */
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static final int LENGTH = 12;
    private static final int GROUP = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Companies companies;
    private final MasterKeys keys;
    private final SirenClaims claims;
    private final CompanyRows rows;
    private final MemberDirectory members;
    private final RegisterLetterRows letters;

    /** Letters to companies of this database. */
    public RegisterLetters(
            Database database,
            InstantSource clock,
            AuditTrail audit,
            Companies companies,
            MasterKeys keys,
            SirenClaims claims) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.companies = companies;
        this.keys = keys;
        this.claims = claims;
        this.rows = CompanyRows.in(database);
        this.members = new MemberDirectory(database);
        this.letters = database.rows(RegisterLetterRows.class);
    }

    /** Where a claim goes that no code settles: another account proved the same SIREN by a letter. Called in the transaction of the claim. */
    @FunctionalInterface
    public interface SirenClaims {
        /**
         * Takes a claim.
         *
         * @param owner the first owner of the company that claims its SIREN
         */
        void claimed(Company company, Member owner);
    }

    /** The outcome of an approval. */
    public enum Approval {
        /** A letter waits to be printed and posted. */
        LETTER,
        /** A letter reached this SIREN before: the company is verified again. */
        VERIFIED,
        /** Another account proved the SIREN by a letter: the operator has the claim as a question. */
        CLAIM
    }

    /** An address as it is typed from the register; refuses one that is missing or far too long. */
    public static String address(String typed) {
        return Company.Form.lines(typed);
    }

    /**
     * The operator found the company to be what it says: writes the letter.
     *
     * @param address of the company in the register, not the one that it typed itself
     */
    public Approval approve(UUID id, String address, String actor) {
        return database.inAccounts(() -> {
            List<Company> all = lockAll(id);
            Company company = one(all, id);
            if (!company.unreached()) {
                companies.verify(id, actor);
                return Approval.VERIFIED;
            }
            if (all.stream().anyMatch(RegisterLetters::holds)) {
                claim(company, actor);
                return Approval.CLAIM;
            }
            String lines = address(address);
            companies.record(actor, "company.approved", id);
            write(company, lines);
            Map<String, String> says =
                    Map.of("company", company.name(), "verified", Boolean.toString(company.verified()));
            companies.notify(company, "company/letter", says);
            return Approval.LETTER;
        });
    }

    /** Writes another letter to the same address, with another code; the one before opens nothing any more. */
    public void writeAgain(UUID id, String actor) {
        database.runInAccounts(() -> {
            Company company = one(lockAll(id), id);
            RegisterLetterRows.Kept before = letters.find(id)
                    .filter(kept -> kept.about().equals(Companies.approved(company)))
                    .orElseThrow(() -> new RefusedException(new CompanyRefusal.NoLetter()));
            companies.record(actor, "company.letter-written-again", id);
            write(company, before.letter().address());
        });
    }

    private void write(Company company, String address) {
        StringBuilder code = new StringBuilder();
        for (int letter = 0; letter < LENGTH; letter++) {
            code.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        UUID id = UUID.randomUUID();
        RegisterLetter letter = new RegisterLetter(id, company.id(), address, 0, now(), null);
        byte[] wrapped = keys.wrap(code.toString().getBytes(StandardCharsets.US_ASCII), context(id));
        letters.put(letter, Companies.approved(company), hash(id, code.toString()), wrapped);
    }

    /** The letter to a company, unless what two people approved has changed since. */
    public Optional<RegisterLetter> of(Company company) {
        return letters.find(company.id())
                .filter(kept -> kept.about().equals(Companies.approved(company)))
                .map(RegisterLetterRows.Kept::letter);
    }

    /** Letters that wait to be printed and posted, the oldest first. */
    public List<RegisterLetter.Waiting> toPost(int limit) {
        return letters.toPost(limit).stream()
                .flatMap(kept -> waiting(kept).stream())
                .toList();
    }

    /** The letter to a company with its code, until it is posted. Each print is in the trail: its reader learns the code. */
    public RegisterLetter.Printed print(UUID company, String actor) {
        return database.inAccounts(() -> {
            RegisterLetterRows.Kept kept =
                    letters.find(company).orElseThrow(() -> new RefusedException(new CompanyRefusal.NoLetter()));
            RegisterLetter.Waiting waiting =
                    waiting(kept).orElseThrow(() -> new RefusedException(new CompanyRefusal.NoLetter()));
            companies.record(actor, "company.letter-printed", company);
            return new RegisterLetter.Printed(waiting.letter(), waiting.to(), grouped(unwrap(kept)));
        });
    }

    private Optional<RegisterLetter.Waiting> waiting(RegisterLetterRows.Kept kept) {
        RegisterLetter letter = kept.letter();
        return rows.find(letter.company())
                .filter(company -> letter.postedAt() == null && kept.about().equals(Companies.approved(company)))
                .map(company -> new RegisterLetter.Waiting(letter, company));
    }

    private String unwrap(RegisterLetterRows.Kept kept) {
        byte[] code = keys.unwrap(
                Objects.requireNonNull(kept.code()), context(kept.letter().id()));
        return new String(code, StandardCharsets.US_ASCII);
    }

    private static String grouped(String code) {
        return code.replaceAll("(.{" + GROUP + "})(?!$)", "$1-");
    }

    /** The letter to a company was posted; its code is forgotten. A letter that was posted, or replaced since, changes nothing. */
    public void posted(UUID company, UUID letter, String actor) {
        database.runInAccounts(() -> {
            if (letters.posted(letter, now())) {
                companies.record(actor, "company.letter-posted", company);
            }
        });
    }

    /**
     * An owner types the code: the company is verified, and an account that had its SIREN by documents alone loses it.
     *
     * @throws RefusedException when no letter waits, the code is wrong, or another account proved the SIREN meanwhile
     */
    public void enter(UUID id, String typed, String actor) {
        Optional<CompanyRefusal> refused = database.inAccounts(() -> {
            List<Company> all = lockAll(id);
            Company company = one(all, id);
            RegisterLetterRows.Kept kept = letters.find(id)
                    .filter(one -> one.letter().opens(now()) && one.about().equals(Companies.approved(company)))
                    .orElseThrow(() -> new RefusedException(new CompanyRefusal.NoLetter()));
            if (!same(kept.codeHash(), hash(kept.letter().id(), plain(typed)))) {
                letters.wrong(id);
                companies.record(actor, "company.code-wrong", id);
                int left = RegisterLetter.MAX_TRIES - kept.letter().tries() - 1;
                return Optional.of(new CompanyRefusal.WrongLetterCode(left));
            }
            if (all.stream().anyMatch(RegisterLetters::holds)) {
                letters.delete(id);
                claim(company, actor);
                return Optional.of(new CompanyRefusal.SirenClaimed());
            }
            reach(company, all, actor);
            return Optional.empty();
        });
        refused.ifPresent(refusal -> {
            throw new RefusedException(refusal);
        });
    }

    private void reach(Company company, List<Company> all, String actor) {
        all.stream()
                .filter(one -> !one.id().equals(company.id()) && one.proof() == Company.Proof.DOCUMENTS)
                .filter(one -> one.verified() || one.state() == Company.State.SUSPENDED)
                .forEach(holder -> lose(holder, actor));
        PowerRows.Change change = companies.change(company.id());
        rows.reached(company.id());
        Map<String, String> made = change.made();
        if (company.verified()) {
            letters.delete(company.id());
        } else {
            companies.verify(company.id(), actor);
        }
        companies.record(actor, "company.reached", company.id(), made);
    }

    private void lose(Company holder, String actor) {
        PowerRows.Change change = companies.change(holder.id());
        rows.lose(holder.id(), now());
        letters.delete(holder.id());
        FourEyes.stopAll(database, audit, holder.id(), actor);
        companies.notify(holder, "company/siren-lost", Map.of("company", holder.name()));
        companies.record("system", "company.suspended", holder.id(), change.made(Map.of("because", "siren-lost")));
    }

    private void claim(Company company, String actor) {
        companies.record(actor, "company.siren-claimed", company.id());
        members.owners(company.id()).stream().findFirst().ifPresent(owner -> claims.claimed(company, owner));
    }

    /** Whether an account has its SIREN by a letter. */
    private static boolean holds(Company other) {
        return other.proof() == Company.Proof.LETTER && (other.verified() || other.state() == Company.State.SUSPENDED);
    }

    /** Whether a company owes the code: never where the operator verifies nobody. */
    public boolean isDue(Company company) {
        return companies.mustBeVerified() && company.verified() && company.unreached() && company.codeDue();
    }

    /** Verified companies that renewed a plan and owe the code, for which no letter is written yet; the longest first. */
    public List<Company> toWrite() {
        return rows.owing().stream()
                .filter(one -> isDue(one) && of(one).isEmpty())
                .toList();
    }

    /** Companies that owe the code, and whose letter was posted {@link #HOLDS} ago, wait for it like new ones. Returns how many. */
    public int lapse() {
        Instant before = now().minus(HOLDS);
        int lapsed = 0;
        for (Company owing : rows.owing()) {
            lapsed += database.inAccounts(() -> {
                Company company = one(lockAll(owing.id()), owing.id());
                boolean due = company.verified()
                        && company.codeDue()
                        && of(company)
                                .map(RegisterLetter::postedAt)
                                .filter(before::isAfter)
                                .isPresent();
                if (due) {
                    PowerRows.Change change = companies.change(company.id());
                    rows.lapse(company.id());
                    companies.record("system", "company.lapsed", company.id(), change.made());
                    companies.notify(company, "company/lapsed", Map.of("company", company.name()));
                }
                return due ? 1 : 0;
            });
        }
        return lapsed;
    }

    /** All accounts with the SIREN of one, locked in an order that is the same for each of them. */
    private List<Company> lockAll(UUID id) {
        return rows.lockAll(companies.get(id).number().siren());
    }

    private static Company one(List<Company> all, UUID id) {
        // Its owner corrected the SIREN in between: what was read of it is over.
        return all.stream()
                .filter(company -> company.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new RefusedException(new CompanyRefusal.NoLetter()));
    }

    private static String plain(String typed) {
        return typed.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    }

    private static String hash(UUID letter, String code) {
        return Links.hash(letter + " " + code);
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    private static String context(UUID letter) {
        return "company-letter:" + letter;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
