package org.openbloctel.registry.calls.verdict;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Answer;
import org.openbloctel.law.Call;
import org.openbloctel.law.CallJudge;
import org.openbloctel.law.CallVerdict;
import org.openbloctel.law.Ground;
import org.openbloctel.law.Known;
import org.openbloctel.law.Known.Consent;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.Regime;
import org.openbloctel.law.Topic;
import org.openbloctel.registry.calls.call.CallLog;
import org.openbloctel.registry.calls.call.CallTexts;
import org.openbloctel.registry.calls.campaign.CallCover;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.calls.campaign.TestCampaigns;
import org.openbloctel.registry.calls.consent.Consents;
import org.openbloctel.registry.calls.consent.RecordedConsent;
import org.openbloctel.registry.list.lookup.Lookups;
import org.openbloctel.registry.list.lookup.TestAnswers;
import org.openbloctel.registry.list.lookup.TestStory;
import org.openbloctel.registry.list.lookup.Written;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.scrub.engine.Judgement;
import org.openbloctel.scrub.number.Reason;

/**
 * Judges calls by all that the registry knows. The list is looked up once for a request, earlier calls and consents are
 * fetched in two statements, shared by all who ask at the same moment.
 * Thread-safe. Refuses as a whole what look-ups refuse: too many, a stopped company, a list that is not fresh.
 */
public final class Verdicts {
    /** The most calls of one request. */
    public static final int MAX = 10_000;

    /** A call this old is one that is told of, not one that is about to be made. */
    private static final Duration OF_LATE = Duration.ofMinutes(5);

    private final CallJudge judge;
    private final Lookups lookups;
    private final Campaigns campaigns;
    private final TestCampaigns tests;
    private final CallCover cover;
    private final CallLog calls;
    private final Consents consents;
    private final InstantSource clock;
    private final Batcher<CallLog.Pair, Memory> batcher = new Batcher<>(this::memories);
    private final Batcher<Named, Found> names = new Batcher<>(this::named);

    /** Verdicts by this law. */
    public Verdicts(
            LawBook law,
            Lookups lookups,
            Campaigns campaigns,
            TestCampaigns tests,
            CallCover cover,
            CallLog calls,
            Consents consents,
            InstantSource clock) {
        this.judge = new CallJudge(law);
        this.lookups = lookups;
        this.campaigns = campaigns;
        this.tests = tests;
        this.cover = cover;
        this.calls = calls;
        this.consents = consents;
        this.clock = clock;
    }

    /**
     * Judges the calls of a company.
     *
     * @param test whether a test key asks: numbers for fiction alone, of which fixed stories are known; nothing is counted
     */
    public Judged judge(UUID company, String actor, boolean test, List<AskedCall> asked) {
        if (asked.size() > MAX) {
            throw new RefusedException(new LawRefusal.TooManyCalls(MAX));
        }
        Written numbers = Written.of(asked.stream()
                .map(one -> Objects.requireNonNullElse(one.number(), ""))
                .toList());
        Request request = new Request(company, test);
        Lookups.Answers answers = test
                ? lookups.test(numbers)
                : lookups.check(
                        company, actor, asked.stream().map(request::principal).toList(), numbers);
        Instant now = clock.instant();
        List<Reading> read = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            read.add(request.read(asked.get(i), answers.judgements().get(i)));
        }
        Remembered remembered = test ? null : remembered(request.pairs);
        return judged(answers.revision(), now, read, remembered);
    }

    private Remembered remembered(List<CallLog.Pair> pairs) {
        List<Memory> memories = batcher.answers(pairs);
        return new Remembered(
                memories.stream().map(Memory::history).toList(),
                memories.stream().map(Memory::consents).toList());
    }

    /** Two statements, however many pairs. */
    private List<Memory> memories(List<CallLog.Pair> pairs) {
        List<CallLog.History> histories = calls.histories(pairs);
        List<List<RecordedConsent>> given = consents.of(pairs.stream()
                .map(pair -> new Consents.Pair(pair.principal(), pair.number()))
                .toList());
        List<Memory> memories = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            memories.add(new Memory(histories.get(i), given.get(i)));
        }
        return memories;
    }

    /** What is known of one principal's number. */
    private record Memory(CallLog.History history, List<RecordedConsent> consents) {}

    /** A campaign, and who would call for it. */
    private record Named(UUID company, UUID campaign) {}

    /** Those of one campaign ask at once, as a rule: it is looked up once for all. */
    private List<Found> named(List<Named> asked) {
        Map<Named, Found> found = new HashMap<>();
        return asked.stream()
                .map(one -> found.computeIfAbsent(one, this::named))
                .toList();
    }

    private Found named(Named name) {
        try {
            Campaign campaign = campaigns.require(name.company(), name.campaign());
            return new Covered(campaign, campaigns.topic(campaign), cover.until(campaign));
        } catch (RefusedException e) {
            return new NotFound(e.refusal());
        }
    }

    /** What came of looking a campaign up. */
    private sealed interface Found {}

    /** It may be called for; until when its files are checked, if it has any. */
    private record Covered(Campaign campaign, Topic topic, Optional<LocalDate> until) implements Found {}

    /** It may not, and why. */
    private record NotFound(Refusal refusal) implements Found {}

    private Judged judged(long revision, Instant now, List<Reading> read, @Nullable Remembered remembered) {
        TreeSet<Regime> regimes = new TreeSet<>(Comparator.comparing(Regime::from));
        List<Judged.Result> results = new ArrayList<>();
        for (Reading one : read) {
            results.add(
                    switch (one) {
                        case NotRead not -> new Judged.Unread(not.refusal);
                        case ReadCall call -> told(call, remembered, now, regimes);
                    });
        }
        return new Judged(revision, List.copyOf(regimes), results);
    }

    private Judged.Result told(ReadCall read, @Nullable Remembered remembered, Instant now, Set<Regime> regimes) {
        CallVerdict verdict;
        Instant next;
        RecordedConsent consent;
        try {
            Asserted asserted = asserted(read, read.call, remembered, now);
            CallVerdict judged = judge.judge(read.call, asserted.known());
            verdict = covered(read, read.call, judged);
            consent = restsOn(read.call, asserted, judged);
            // What is over is not waited for: of a call of the past, only from now on.
            next = read.call.at().isBefore(now)
                    ? later(read, read.call.at(now), remembered, now)
                    : verdict.nextAllowedAt();
        } catch (RefusedException e) {
            return new Judged.Unread(e.refusal());
        }
        if (verdict.regime() != null) {
            regimes.add(verdict.regime());
        }
        boolean simulated = read.asked.assume() != null || isPast(read.call, now);
        Instant possible = next == null || isOutside(read, next) ? null : next;
        return new Judged.Told(
                new CallVerdict(verdict.answer(), verdict.grounds(), possible, verdict.regime()), consent, simulated);
    }

    private @Nullable Instant later(ReadCall read, Call call, @Nullable Remembered remembered, Instant now) {
        Asserted asserted = asserted(read, call, remembered, now);
        return covered(read, call, judge.judge(call, asserted.known())).nextAllowedAt();
    }

    /** Whether the campaign is over by then, or its cover is. */
    private boolean isOutside(ReadCall read, Instant at) {
        Covered campaign = read.campaign;
        Call call = read.call.at(at);
        return campaign != null && (!campaign.campaign().includes(day(call)) || lapsed(read, call) != null);
    }

    private static LocalDate day(Call call) {
        return call.at().atZone(call.zone()).toLocalDate();
    }

    /** The recorded consent without which more would stand in the way, if there is one. Judging once more costs some microseconds. */
    private @Nullable RecordedConsent restsOn(Call call, Asserted asserted, CallVerdict verdict) {
        RecordedConsent consent = asserted.consent();
        RecordedConsent permission = asserted.permission();
        int grounds = verdict.grounds().size();
        if (permission != null && without(call, asserted.known(), false, true) > grounds) {
            return permission;
        }
        return consent != null && without(call, asserted.known(), true, false) > grounds ? consent : null;
    }

    private int without(Call call, Known known, boolean consent, boolean permission) {
        Known less = new Known(
                known.listed(),
                known.listCheckedAt(),
                known.attempts(),
                known.contactedAt(),
                known.refusedAt(),
                consent ? Consent.NONE : known.consent(),
                known.calledBackOnRequestAt(),
                known.agreedAt(),
                permission ? null : known.permission());
        return judge.judge(call, less).grounds().size();
    }

    /**
     * What a call is judged by.
     *
     * @param known all of it
     * @param consent the recorded one that stands in it; null for none, and for a supposed one
     * @param permission the one that the person gave here; null for none
     */
    private record Asserted(
            Known known,
            @Nullable RecordedConsent consent,
            @Nullable RecordedConsent permission) {
        Asserted supposing(AskedCall.Assumed assume, Instant at) {
            List<Instant> attempts = CallReader.attempts(assume.attempts());
            Instant checked = CallTexts.timeOrNull("assume.listCheckedAt", assume.listCheckedAt());
            Instant refused = CallTexts.timeOrNull("assume.refusedAt", assume.refusedAt());
            Instant agreed = CallTexts.timeOrNull("assume.agreedAt", assume.agreedAt());
            Instant asked = CallTexts.timeOrNull("assume.calledBackOnRequestAt", assume.calledBackOnRequestAt());
            AskedCall.AssumedConsent claimed = assume.consent();
            Known supposed = new Known(
                    assume.listed() != null ? assume.listed() : known.listed(),
                    checked != null ? checked : assume.listed() != null ? at : known.listCheckedAt(),
                    attempts != null ? attempts : known.attempts(),
                    attempts != null ? lastOf(attempts, at) : known.contactedAt(),
                    refused != null ? refused : known.refusedAt(),
                    claimed != null ? CallReader.consent(claimed) : known.consent(),
                    asked != null ? asked : known.calledBackOnRequestAt(),
                    agreed != null ? agreed : known.agreedAt(),
                    known.permission());
            return new Asserted(supposed, claimed != null ? null : consent, permission);
        }
    }

    /** A campaign whose files were checked too long ago is not called for, unless the check itself is supposed. */
    private @Nullable Ground lapsed(ReadCall read, Call call) {
        Covered campaign = read.campaign;
        AskedCall.Assumed assume = read.asked.assume();
        return campaign == null || (assume != null && assume.listCheckedAt() != null)
                ? null
                : cover.ground(campaign.campaign(), campaign.until(), day(call));
    }

    private CallVerdict covered(ReadCall read, Call call, CallVerdict verdict) {
        Ground ground = lapsed(read, call);
        if (ground == null) {
            return verdict;
        }
        List<Ground> grounds = new ArrayList<>(verdict.grounds());
        int forbidding = (int) grounds.stream().filter(Ground::forbids).count();
        grounds.add(forbidding, ground);
        return new CallVerdict(Answer.FORBIDDEN, grounds, null, verdict.regime());
    }

    private static boolean isPast(Call call, Instant now) {
        return call.at().isBefore(now.minus(OF_LATE));
    }

    /** What is known for a call at its instant, and in its place what is to be supposed. Nothing is remembered for a test key. */
    private static Asserted asserted(ReadCall read, Call call, @Nullable Remembered remembered, Instant now) {
        Instant at = call.at();
        // A call of the past is judged as if the list had been looked up for it.
        Instant lookedUp = at.isBefore(now) ? at : now;
        Asserted asserted =
                remembered == null ? fictional(read, call, lookedUp) : recorded(read, call, remembered, lookedUp);
        AskedCall.Assumed assume = read.asked.assume();
        return assume == null ? asserted : asserted.supposing(assume, at);
    }

    private static Asserted recorded(ReadCall read, Call call, Remembered remembered, Instant lookedUp) {
        CallLog.History history = remembered.histories.get(read.pair);
        List<RecordedConsent> recorded = remembered.consents.get(read.pair);
        RecordedConsent consent = consent(read.asked, call, recorded, history.refusedAt());
        RecordedConsent permission = permission(recorded, call);
        Known known = new Known(
                read.listed,
                lookedUp,
                history.attempts(),
                history.contactedAt(),
                history.refusedAt(),
                consent != null ? consent.known() : read.asked.consent() == null ? Consent.NONE : null,
                null,
                history.agreedAt(),
                permission == null ? null : permission.known());
        return new Asserted(known, consent, permission);
    }

    /** What a test key knows: the story of the number. */
    private static Asserted fictional(ReadCall read, Call call, Instant lookedUp) {
        Known known = TestStory.known(read.number, lookedUp);
        List<RecordedConsent> given = FictionalConsent.of(read.number, known);
        RecordedConsent consent = consent(read.asked, call, given, known.refusedAt());
        boolean other = read.asked.consent() != null && consent == null;
        return new Asserted(other ? known.withConsent(null) : known, consent, permission(given, call));
    }

    /** Of supposed calls it is not known whether they were answered: the last may have been. */
    private static @Nullable Instant lastOf(List<Instant> attempts, Instant at) {
        return attempts.stream()
                .filter(one -> !one.isAfter(at))
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** The one that is named, or the best of all; null for none. */
    private static @Nullable RecordedConsent consent(
            AskedCall asked, Call call, List<RecordedConsent> recorded, @Nullable Instant refused) {
        String id = asked.consent();
        return id == null
                ? best(recorded, call, refused)
                : recorded.stream()
                        .filter(one -> one.id().toString().equals(id))
                        .findFirst()
                        .orElse(null);
    }

    /** What the holder of the number allowed the principal here; a company's claim is none. */
    static @Nullable RecordedConsent permission(List<RecordedConsent> recorded, Call call) {
        return best(recorded.stream().filter(RecordedConsent::direct).toList(), call, null);
    }

    static @Nullable RecordedConsent best(List<RecordedConsent> recorded, Call call, @Nullable Instant refused) {
        return recorded.isEmpty()
                ? null
                : Consents.best(recorded, call.topic(), day(call), call.at(), refused)
                        .orElse(null);
    }

    /** What was fetched for all pairs. */
    private record Remembered(List<CallLog.History> histories, List<List<RecordedConsent>> consents) {}

    /** What was made of a call. */
    private sealed interface Reading {}

    /** It could be read; with its place among the pairs. */
    private record ReadCall(
            AskedCall asked,
            Call call,
            @Nullable Covered campaign,
            long number,
            @Nullable Boolean listed,
            int pair) implements Reading {
        /** Without the number. */
        @Override
        public String toString() {
            return "ReadCall[" + asked + "]";
        }
    }

    /** It could not. */
    private record NotRead(Refusal refusal) implements Reading {}

    /** One request while it is read. */
    private final class Request {
        private final UUID company;
        private final boolean test;
        private final List<CallLog.Pair> pairs = new ArrayList<>();
        private final Map<String, Found> known = new HashMap<>();

        Request(UUID company, boolean test) {
            this.company = company;
            this.test = test;
        }

        /** For whom a call would be made: who asks, unless it names a campaign. */
        UUID principal(AskedCall asked) {
            try {
                return asked.campaign() == null || asked.fault() != null
                        ? company
                        : campaign(asked.campaign()).campaign().principal();
            } catch (RefusedException e) {
                return company; // this call is refused when it is read
            }
        }

        Reading read(AskedCall asked, Judgement judgement) {
            try {
                if (asked.fault() != null) {
                    return new NotRead(asked.fault());
                }
                if (judgement.number().isEmpty()) {
                    return new NotRead(new LawRefusal.UnreadableNumber(reason(judgement)));
                }
                if (judgement.reason() == Reason.SPECIAL_NUMBER) {
                    return new NotRead(new LawRefusal.UnreadableNumber(Reason.SPECIAL_NUMBER.code()));
                }
                long number = judgement.number().getAsLong();
                if (test && !TestAnswers.isFiction(number)) {
                    return new NotRead(new LawRefusal.NotFictional());
                }
                Covered covered = asked.campaign() == null ? null : campaign(asked.campaign());
                Campaign campaign = covered == null ? null : covered.campaign();
                Call call = CallReader.call(
                        asked, number, campaign, covered == null ? null : covered.topic(), campaigns.bySectorUntil());
                pairs.add(new CallLog.Pair(campaign == null ? company : campaign.principal(), number));
                return new ReadCall(asked, call, covered, number, listed(judgement), pairs.size() - 1);
            } catch (RefusedException e) {
                return new NotRead(e.refusal());
            }
        }

        private Found found(String written) {
            try {
                return test
                        ? tried(tests.idOf(company, written))
                        : names.answers(List.of(new Named(company, campaigns.idOf(company, written))))
                                .getFirst();
            } catch (RefusedException e) {
                return new NotFound(e.refusal());
            }
        }

        /** No file of a test counts for the cover of a campaign. */
        private Found tried(UUID id) {
            Campaign campaign = tests.require(company, id);
            return new Covered(campaign, tests.topic(campaign), Optional.empty());
        }

        private Covered campaign(String written) {
            return switch (known.computeIfAbsent(written, this::found)) {
                case Covered covered -> covered;
                case NotFound not -> throw new RefusedException(not.refusal());
            };
        }
    }

    /** Several readings are as good as none: which of them would be called? */
    private static String reason(Judgement judgement) {
        Reason reason = judgement.reason();
        return reason == null ? "several-numbers" : reason.code();
    }

    /** Not known for a range that no table knows: such a number is not callable. */
    private static @Nullable Boolean listed(Judgement judgement) {
        return switch (judgement.verdict()) {
            case OPPOSED -> true;
            case CALLABLE -> false;
            case UNCHECKED, FORBIDDEN -> null;
        };
    }
}
