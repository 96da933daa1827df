package org.openbloctel.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Call;
import org.openbloctel.law.CallerNumber;
import org.openbloctel.law.Goods;
import org.openbloctel.law.Known;
import org.openbloctel.law.Known.Consent;
import org.openbloctel.law.Relation;
import org.openbloctel.law.Scope;
import org.openbloctel.law.Sector;
import org.openbloctel.law.Subject;
import org.openbloctel.law.Topic;

/**
 * What the options of {@code may-call} say of a call and of the person. A fact that no option states is not known; the options have the
 * names of the HTTP API's fields. Immutable.
 *
 * @param at the time of the call; null for now
 * @param zone the consumer's; null for the number's own
 * @param topic what the call is about; without a subject it is judged by its sector, since the caller states the consent for it
 * @param listed whether the number is on the list; null when not stated
 * @param listCheckedAt when that was looked up; null when not stated
 * @param attempts earlier calls; null when not stated
 * @param contactedAt the last conversation; null for none, {@link Known#UNKNOWN} when not stated
 * @param refusedAt the last refusal; null for none, {@link Known#UNKNOWN} when not stated
 * @param consent the consent; null when not stated
 */
record MayCallFacts(
        @Nullable Instant at,
        @Nullable ZoneId zone,
        Topic topic,
        Relation relation,
        boolean relatedToContract,
        boolean b2b,
        @Nullable CallerNumber caller,
        @Nullable Boolean automated,
        @Nullable Boolean listed,
        @Nullable Instant listCheckedAt,
        @Nullable List<Instant> attempts,
        @Nullable Instant contactedAt,
        @Nullable Instant refusedAt,
        @Nullable Consent consent,
        @Nullable Instant calledBackOnRequestAt,
        @Nullable Instant agreedAt) {
    private static final String NONE = "none";
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2999;

    static MayCallFacts read(Arguments arguments) {
        requireConsent(arguments);
        Topic topic = topic(arguments);
        return new MayCallFacts(
                time(arguments, "at"),
                arguments.value("zone").map(MayCallFacts::zone).orElse(null),
                topic,
                arguments
                        .value("relation")
                        .map(text -> one("relation", text, Relation::of, Relation.values(), Relation::code))
                        .orElse(Relation.NONE),
                arguments.yesNo("related-to-contract").orElse(false),
                arguments.yesNo("b2b").orElse(false),
                arguments.value("caller-id").map(CallerNumber::read).orElse(null),
                arguments.yesNo("automated").orElse(null),
                arguments.yesNo("listed").orElse(null),
                time(arguments, "list-checked-at"),
                attempts(arguments.values("attempts")),
                timeOrNone(arguments, "contacted-at"),
                timeOrNone(arguments, "refused-at"),
                arguments
                        .value("consent")
                        .map(text -> consent(text, scope(arguments, topic), time(arguments, "consent-confirmed-at")))
                        .orElse(null),
                time(arguments, "called-back-on-request-at"),
                time(arguments, "agreed-at"));
    }

    Call call(Instant time, ZoneId where) {
        return new Call(time, where, topic, relation, relatedToContract, b2b, caller, automated);
    }

    /** What is known for a call at a time; the list was looked up for the call where only its answer is stated. */
    Known known(Instant time, @Nullable Boolean onList, @Nullable Instant checkedAt) {
        return new Known(
                listed == null ? onList : listed,
                listCheckedAt != null ? listCheckedAt : listed == null ? checkedAt : time,
                attempts,
                contacted(time),
                refusedAt,
                consent,
                calledBackOnRequestAt,
                agreedAt,
                null);
    }

    /** Without a stated conversation the last attempt may have been one. */
    private @Nullable Instant contacted(Instant time) {
        if (attempts == null || !Known.UNKNOWN.equals(contactedAt)) {
            return contactedAt;
        }
        return attempts.stream()
                .filter(attempt -> !attempt.isAfter(time))
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static <T> T one(
            String option, String text, Function<String, Optional<T>> read, T[] all, Function<T, String> code) {
        return read.apply(text)
                .orElseThrow(() -> Arguments.wrong(
                        option, text, Arrays.stream(all).map(code).collect(Collectors.joining(", "))));
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new Failure(ExitCode.USAGE, "error.usage.zone", text);
        }
    }

    private static @Nullable List<Instant> attempts(List<String> written) {
        if (written.isEmpty()) {
            return null;
        }
        if (written.equals(List.of(NONE))) {
            return List.of();
        }
        List<Instant> attempts = new ArrayList<>();
        written.forEach(text -> attempts.add(time("attempts", text, "error.usage.time-or-none")));
        return attempts;
    }

    private static @Nullable Instant timeOrNone(Arguments arguments, String option) {
        String text = arguments.value(option).orElse(null);
        if (text == null) {
            return Known.UNKNOWN;
        }
        return text.equals(NONE) ? null : time(option, text, "error.usage.time-or-none");
    }

    private static Topic topic(Arguments arguments) {
        Sector sector = arguments
                .value("sector")
                .map(text -> one("sector", text, Sector::of, Sector.values(), Sector::code))
                .orElse(null);
        Subject subject = subject(arguments, "subject");
        Goods goods = Goods.of(arguments.value("goods").orElse(null));
        if (subject == null) {
            boolean compared = !goods.equals(Goods.NONE) || asksForOther(arguments);
            return new Topic(sector, null, goods, compared ? null : LocalDate.MAX);
        }
        if (sector != null && sector != subject.sector()) {
            throw new Failure(
                    ExitCode.USAGE,
                    "error.usage.subject",
                    subject.id(),
                    subject.sector().code(),
                    sector.code());
        }
        return Topic.of(subject, goods);
    }

    /** A consent that is not stated has no subject, goods or confirmation. */
    private static void requireConsent(Arguments arguments) {
        for (String part : List.of("consent-subject", "consent-goods", "consent-confirmed-at")) {
            if (arguments.value(part).isPresent() && arguments.value("consent").isEmpty()) {
                throw new Failure(ExitCode.USAGE, "error.usage.consent-part", "--" + part);
            }
        }
    }

    private static boolean asksForOther(Arguments arguments) {
        return arguments.value("consent-subject").isPresent()
                || arguments.value("consent-goods").isPresent();
    }

    private static @Nullable Subject subject(Arguments arguments, String option) {
        return arguments
                .value(option)
                .map(text -> one(option, text, Subject::of, Subject.all().toArray(Subject[]::new), Subject::id))
                .orElse(null);
    }

    /** The scope of the stated consent: the call's topic, unless the options name another one. */
    private static @Nullable Scope scope(Arguments arguments, Topic topic) {
        Sector sector = topic.sector();
        Subject asked = asksForOther(arguments) ? subject(arguments, "consent-subject") : topic.subject();
        if (sector == null && asked == null) {
            return null;
        }
        Goods goods = asksForOther(arguments)
                ? Goods.of(arguments.value("consent-goods").orElse(null))
                : topic.goods();
        return new Scope(
                Set.of(asked == null ? Objects.requireNonNull(sector) : asked.sector()),
                asked == null ? List.of() : List.of(asked),
                goods);
    }

    /** A consent that says all that the law asks for. */
    private static Consent consent(String text, @Nullable Scope scope, @Nullable Instant confirmedAt) {
        if (text.equals(NONE)) {
            return Consent.NONE;
        }
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new Failure(ExitCode.USAGE, "error.usage.consent", text);
        }
        return new Consent(
                time("consent", text.substring(0, slash), "error.usage.consent"),
                time("consent", text.substring(slash + 1), "error.usage.consent"),
                true,
                null,
                scope,
                confirmedAt);
    }

    private static @Nullable Instant time(Arguments arguments, String option) {
        return arguments
                .value(option)
                .map(text -> time(option, text, "error.usage.time"))
                .orElse(null);
    }

    private static Instant time(String option, String text, String fault) {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            int year = time.atOffset(ZoneOffset.UTC).getYear();
            if (year >= FIRST_YEAR && year <= LAST_YEAR) {
                return time;
            }
        } catch (DateTimeException e) {
            // Answered below.
        }
        throw new Failure(ExitCode.USAGE, fault, text, "--" + option);
    }
}
