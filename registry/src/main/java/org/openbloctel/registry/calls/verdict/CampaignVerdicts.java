package org.openbloctel.registry.calls.verdict;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.openbloctel.law.Call;
import org.openbloctel.law.CallJudge;
import org.openbloctel.law.Known;
import org.openbloctel.law.Known.Consent;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.Territory;
import org.openbloctel.law.Topic;
import org.openbloctel.registry.callfiles.scrubbing.CampaignLaw;
import org.openbloctel.registry.calls.call.CallLog;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.calls.consent.Consents;
import org.openbloctel.registry.calls.consent.RecordedConsent;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.scrub.engine.Ruling;
import org.openbloctel.scrub.list.OppositionList;

/**
 * Judges the numbers of a campaign's file by the same judge and the same knowledge as {@link Verdicts} judges a call: the list, the
 * principal's refusals and calls, consents and permissions, the campaign's sector and exemption, by the regime of the day of the check.
 * Days and hours are left aside, since they say when to call and not whom. Thread-safe.
 *
 * <p>Sets, not numbers one by one: a slice of numbers is two statements at most. What is remembered of a file is only what differs from the
 * answer for a number of which nothing is known: nine bytes in a table that is at most two thirds full. Earlier calls can only forbid
 * more, so they are asked for only where the rest does not forbid.
 */
public final class CampaignVerdicts implements CampaignLaw {
    /** Numbers of one statement, in the order of their prints: the more, the fewer pages of an index are read twice. 4 MB of prints. */
    private static final int MAX_SLICE = 1 << 18;

    private static final int MIN_SLICE = 1 << 14;

    /** Slices at once: while the database answers one, the prints of the next are made. */
    private static final int WORKERS = 2;

    private final CallJudge judge;
    private final LawAnswers answers;
    private final Campaigns campaigns;
    private final CallLog calls;
    private final Consents consents;
    private final InstantSource clock;

    public CampaignVerdicts(LawBook law, Campaigns campaigns, CallLog calls, Consents consents, InstantSource clock) {
        this.judge = new CallJudge(law);
        this.answers = new LawAnswers(law);
        this.campaigns = campaigns;
        this.calls = calls;
        this.consents = consents;
        this.clock = clock;
    }

    @Override
    public boolean keepsNumbers(UUID campaign) {
        return campaigns.keepsNumbers(campaign);
    }

    @Override
    public Judged judge(UUID id, Numbers numbers, OppositionList list, Runnable stillWanted) {
        Campaign campaign = campaigns.any(id).orElseThrow(() -> new RefusedException(new LawRefusal.UnknownCampaign()));
        Instant now = clock.instant();
        Work work = new Work(campaign, list, now);
        work.run(numbers, stillWanted);
        return new Judged(work.rulings, answers.used(campaign, campaigns.topic(campaign), now));
    }

    /** One file while it is judged. */
    private final class Work {
        private final UUID principal;
        private final OppositionList list;
        private final Instant now;
        private final Map<ZoneId, Call> callsByZone = new LinkedHashMap<>();
        private final Rulings rulings;
        private final boolean called;

        Work(Campaign campaign, OppositionList list, Instant now) {
            this.principal = campaign.principal();
            this.list = list;
            this.now = now;
            this.called = calls.knows(principal);
            Topic topic = campaigns.topic(campaign);
            Map<Territory, byte[]> plain = new EnumMap<>(Territory.class);
            for (Territory territory : Territory.values()) {
                Call call = CallReader.call(campaign, topic, now, territory.zone());
                callsByZone.put(territory.zone(), call);
                plain.put(territory, new byte[] {
                    ruling(call, false, CallLog.History.EMPTY, List.of()),
                    ruling(call, true, CallLog.History.EMPTY, List.of())
                });
            }
            this.rulings = new Rulings(list.plan(), answers.codes(), plain);
        }

        void run(Numbers numbers, Runnable stillWanted) {
            int size = Math.clamp((numbers.count() + WORKERS - 1L) / WORKERS, MIN_SLICE, MAX_SLICE);
            AtomicInteger next = new AtomicInteger();
            try (ExecutorService pool = Executors.newFixedThreadPool(
                    WORKERS, Thread.ofPlatform().name("law-", 1).factory())) {
                List<Future<?>> workers = new ArrayList<>();
                for (int i = 0; i < WORKERS && (long) i * size < numbers.count(); i++) {
                    workers.add(pool.submit(() -> slices(numbers, size, next, stillWanted)));
                }
                for (Future<?> worker : workers) {
                    join(worker);
                }
            }
        }

        private void slices(Numbers numbers, int size, AtomicInteger next, Runnable stillWanted) {
            for (int from = next.getAndAdd(size); from >= 0 && from < numbers.count(); from = next.getAndAdd(size)) {
                stillWanted.run();
                slice(Arrays.copyOfRange(numbers.nationals(), from, Math.min(numbers.count(), from + size)));
            }
        }

        private void slice(long[] nationals) {
            long[] numbers =
                    Arrays.stream(nationals).map(list.plan()::international).toArray();
            Map<Integer, List<RecordedConsent>> given = consents.of(principal, numbers);
            int[] open = new int[numbers.length];
            int count = 0;
            for (int i = 0; i < numbers.length; i++) {
                byte ruling = ruling(nationals[i], numbers[i], CallLog.History.EMPTY, given.getOrDefault(i, List.of()));
                rulings.put(nationals[i], list.holds(nationals[i]), ruling);
                if (ruling == Ruling.CALLABLE || ruling == Ruling.CANNOT_TELL) {
                    open[count++] = i;
                }
            }
            if (called && count > 0) {
                int[] places = Arrays.copyOf(open, count);
                long[] asked = Arrays.stream(places).mapToLong(i -> numbers[i]).toArray();
                calls.histories(principal, asked).forEach((k, history) -> {
                    int i = places[k];
                    byte ruling = ruling(nationals[i], numbers[i], history, given.getOrDefault(i, List.of()));
                    rulings.put(nationals[i], list.holds(nationals[i]), ruling);
                });
            }
        }

        private byte ruling(long national, long number, CallLog.History history, List<RecordedConsent> given) {
            boolean listed = list.holds(national);
            if (given.isEmpty() && history.equals(CallLog.History.EMPTY)) {
                return rulings.plain(national, listed);
            }
            Call call = callsByZone.get(Territory.of(number).zone());
            return ruling(Objects.requireNonNull(call), listed, history, given);
        }

        private byte ruling(Call call, boolean listed, CallLog.History history, List<RecordedConsent> given) {
            RecordedConsent consent = Verdicts.best(given, call, history.refusedAt());
            RecordedConsent permission = Verdicts.permission(given, call);
            Known known = new Known(
                    listed,
                    now,
                    history.attempts(),
                    history.contactedAt(),
                    history.refusedAt(),
                    consent == null ? Consent.NONE : consent.known(),
                    null,
                    history.agreedAt(),
                    permission == null ? null : permission.known());
            return answers.ruling(judge.standing(call, known));
        }
    }

    private static void join(Future<?> worker) {
        try {
            worker.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : new IllegalStateException(e.getCause());
        }
    }
}
