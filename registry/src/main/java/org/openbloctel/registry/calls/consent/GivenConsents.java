package org.openbloctel.registry.calls.consent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Subject;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.CompanyDirectory;
import org.openbloctel.registry.calls.call.NumberPrints;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.vault.MasterKeys;

/**
 * Consents as people, companies and inspectors see them. What companies are called is asked of their directory, once for all rows. Changes
 * nothing. Thread-safe.
 */
public final class GivenConsents {
    private final NumberPrints prints;
    private final GivenConsentRows rows;
    private final CompanyDirectory companies;

    /** In this database. */
    public GivenConsents(Database database, MasterKeys keys) {
        this.prints = new NumberPrints(database, keys);
        this.rows = GivenConsentRows.in(database);
        this.companies = new CompanyDirectory(database);
    }

    /** The consents of one number that any company claims: by the company's name and SIREN, the latest of each first. */
    public List<GivenConsent> of(long e164) {
        return of(print(e164));
    }

    byte[] print(long e164) {
        return prints.printer().print(Consents.ALL, e164);
    }

    List<GivenConsent> of(byte[] number) {
        List<Unnamed> found = rows.ofNumber(number);
        Names names = names(found);
        return found.stream()
                .sorted(Comparator.comparingInt(one -> names.place(one.principal())))
                .map(one -> one.named(names))
                .toList();
    }

    Optional<GivenConsent> find(UUID consent) {
        return rows.find(consent).map(one -> one.named(names(List.of(one))));
    }

    Optional<GivenConsent> find(UUID company, UUID consent) {
        return rows.find(company, consent).map(one -> one.named(names(List.of(one))));
    }

    List<GivenConsent> ofCompany(GivenConsentRows.Wanted wanted) {
        return named(rows.ofCompany(wanted));
    }

    void each(GivenConsentRows.Wanted wanted, Consumer<GivenConsent> taker) {
        List<Unnamed> some = new ArrayList<>();
        rows.each(wanted, one -> {
            some.add(one);
            if (some.size() == GivenConsentRows.FETCHED) {
                named(some).forEach(taker);
                some.clear();
            }
        });
        named(some).forEach(taker);
    }

    private List<GivenConsent> named(List<Unnamed> consents) {
        Names names = names(consents);
        return consents.stream().map(one -> one.named(names)).toList();
    }

    private Names names(List<Unnamed> consents) {
        Set<UUID> ids = new HashSet<>();
        Set<String> sirens = new HashSet<>();
        for (Unnamed one : consents) {
            ids.add(one.principal());
            Optional.ofNullable(one.recordedBy()).ifPresent(ids::add);
            sirens.addAll(one.thirdParties());
        }
        return new Names(companies.find(ids, sirens));
    }

    /** A consent without the names of the companies in it. */
    record Unnamed(
            UUID id,
            UUID principal,
            @Nullable UUID recordedBy,
            List<String> thirdParties,
            String reference,
            String goods,
            List<String> sectors,
            @Nullable String subject,
            String shownText,
            String channel,
            String evidence,
            Instant givenAt,
            Instant until,
            Instant recordedAt,
            @Nullable Instant withdrawnAt,
            @Nullable Instant confirmedAt,
            @Nullable Instant completedAt,
            @Nullable Instant subjectAt) {
        private GivenConsent named(Names names) {
            Company.Named to = names.get(principal);
            return new GivenConsent(
                    id,
                    to.name(),
                    to.siren(),
                    thirdParties.stream().map(names::ofSiren).toList(),
                    thirdParties,
                    recordedBy == null ? null : names.get(recordedBy).name(),
                    reference,
                    goods,
                    RecordedConsent.sectors(sectors),
                    Optional.ofNullable(subject).flatMap(Subject::of).orElse(null),
                    shownText,
                    channel,
                    evidence,
                    givenAt,
                    until,
                    recordedAt,
                    withdrawnAt,
                    confirmedAt,
                    completedAt,
                    subjectAt);
        }
    }

    /** The companies that some consents name. */
    private static final class Names {
        private final Map<UUID, Company.Named> byId = new HashMap<>();
        private final Map<UUID, Integer> places = new HashMap<>();
        private final Map<String, String> bySiren = new HashMap<>();

        /**
         * Sorts them in.
         *
         * @param companies by name, then by SIREN
         */
        Names(List<Company.Named> companies) {
            Company.Named before = null;
            int place = 0;
            for (Company.Named company : companies) {
                if (before != null
                        && !(before.name().equals(company.name())
                                && before.siren().equals(company.siren()))) {
                    place++;
                }
                before = company;
                byId.put(company.id(), company);
                places.put(company.id(), place);
                if (company.verified()) {
                    bySiren.put(company.siren(), company.name());
                }
            }
        }

        Company.Named get(UUID id) {
            return Objects.requireNonNull(byId.get(id));
        }

        int place(UUID id) {
            return Objects.requireNonNull(places.get(id));
        }

        /** The name, if a verified company has this SIREN, and the SIREN. */
        String ofSiren(String siren) {
            String name = bySiren.get(siren);
            return (name == null ? "" : name + ", ") + "SIREN " + siren;
        }
    }
}
