package org.openbloctel.registry.accounts.company;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.openbloctel.registry.accounts.credential.Credential;
import org.openbloctel.registry.accounts.credential.CredentialDirectory;
import org.openbloctel.registry.accounts.credential.KnownDevices;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.security.SecurityLog;

/**
 * Accounts that may be of the same people, for the operator who verifies one of them: by their SIREN, the networks and browsers of their sign-ins,
 * and the domains of their addresses. It reads what the security log and the known devices keep anyway, and stores nothing. A tie is a hint, not
 * a proof: an office building shares a network. Thread-safe.
 */
public final class RelatedAccounts {
    private static final String MEMBER = "member:";
    private static final Set<String> PUBLIC_DOMAINS = read("public-mail-domains.txt");

    private final SecurityLog log;
    private final KnownDevices devices;
    private final CredentialDirectory credentials;
    private final CompanyRows companies;
    private final MemberRows memberRows;
    private final MemberDirectory members;

    /** Accounts of this database. */
    public RelatedAccounts(Database database, InstantSource clock, SecurityLog log) {
        this.log = log;
        this.devices = new KnownDevices(database, clock);
        this.credentials = new CredentialDirectory(database);
        this.companies = CompanyRows.in(database);
        this.memberRows = database.rows(MemberRows.class);
        this.members = new MemberDirectory(database);
    }

    /** A fact that two accounts share. */
    public enum Tie {
        /** The same SIREN was typed. */
        SIREN,
        /** Sign-ins from addresses with the same first 24 bits, 48 in IPv6. */
        NETWORK,
        /** Sign-ins in the same browser. */
        DEVICE,
        /** Mail addresses in the same domain, which is none of a public provider. */
        MAIL_DOMAIN
    }

    /** Another account, and what it shares. */
    public record Related(Company company, Set<Tie> ties) {
        /** Copies the set. */
        public Related {
            ties = Set.copyOf(ties);
        }

        /** Whether it shares this. */
        public boolean shares(Tie tie) {
            return ties.contains(tie);
        }
    }

    /** The related accounts of an account, the oldest first. */
    public List<Related> of(Company company) {
        List<Member> people = members.of(company.id());
        Set<UUID> ids = people.stream().map(Member::id).collect(Collectors.toSet());
        Map<UUID, Set<Tie>> ties = new LinkedHashMap<>();
        add(ties, Tie.NETWORK, ids.isEmpty() ? List.of() : byNetwork(ids));
        add(ties, Tie.DEVICE, devices.sharing(ids));
        Set<String> domains = people.stream()
                .map(one -> one.email().substring(one.email().lastIndexOf('@') + 1))
                .filter(Predicate.not(PUBLIC_DOMAINS::contains))
                .collect(Collectors.toSet());
        add(ties, Tie.MAIL_DOMAIN, credentials.inDomains(Credential.Realm.MEMBER, domains));
        String siren = company.number().siren();
        return companies.all(ties.keySet(), siren).stream()
                .filter(other -> !other.id().equals(company.id()))
                .map(other -> {
                    Set<Tie> shared = EnumSet.noneOf(Tie.class);
                    shared.addAll(ties.getOrDefault(other.id(), Set.of()));
                    if (other.number().siren().equals(siren)) {
                        shared.add(Tie.SIREN);
                    }
                    return new Related(other, shared);
                })
                .toList();
    }

    private List<UUID> byNetwork(Set<UUID> ids) {
        Set<String> actors = ids.stream().map(id -> MEMBER + id).collect(Collectors.toSet());
        return log.sharingNetworks(actors).stream()
                .filter(actor -> actor.startsWith(MEMBER))
                .map(actor -> UUID.fromString(actor.substring(MEMBER.length())))
                .toList();
    }

    private void add(Map<UUID, Set<Tie>> ties, Tie tie, Collection<UUID> people) {
        memberRows
                .companies(people)
                .forEach(company -> ties.computeIfAbsent(company, id -> EnumSet.noneOf(Tie.class))
                        .add(tie));
    }

    private static Set<String> read(String name) {
        try (InputStream file = Objects.requireNonNull(RelatedAccounts.class.getResourceAsStream(name))) {
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
