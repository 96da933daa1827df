package org.openbloctel.acceptance.faults;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.openbloctel.acceptance.faults.Journal.Fate;
import org.openbloctel.server.app.Visitor;

/**
 * Requests of all kinds by clients that keep their connections, each sent once: a request that is not answered as it should be has failed.
 * What was acknowledged stands in the journal. For one thread, which starts and stops it.
 */
final class SteadyTraffic {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration CALLED_BEFORE = Duration.ofHours(3);
    private static final List<String> PAGES = List.of("/", "/aide", "/inscription", "/statut", "/professionnels");
    /** Small ones: what is to be seen is whether each gets through. */
    private static final int ORIGINALS = 2;

    private final Site site;
    private final URI lookups;
    private final Journal journal;
    private final InstantSource clock;
    private final List<Thread> threads = new ArrayList<>();
    private final List<Tally> tallies = new ArrayList<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong requests = new AtomicLong();
    private volatile boolean stopping;

    /** Requests of one kind. */
    static final class Tally {
        private final String name;
        private final Queue<Long> micros = new ConcurrentLinkedQueue<>();
        private final AtomicLong failed = new AtomicLong();

        private Tally(String name) {
            this.name = name;
        }

        String name() {
            return name;
        }

        /** How many failed. */
        long failed() {
            return failed.get();
        }

        /** How long the others took, shortest first. */
        List<Long> sortedMicros() {
            return micros.stream().sorted().toList();
        }
    }

    /**
     * Traffic that begins later.
     *
     * @param lookups where the ports for look-ups alone are reached
     */
    SteadyTraffic(Site site, URI lookups, Journal journal, InstantSource clock) {
        this.site = site;
        this.lookups = lookups;
        this.journal = journal;
        this.clock = clock;
    }

    void start(SplittableRandom random) {
        begin(random, "look-ups", 6, 14, client -> client.lookUp(client.usual));
        begin(random, "look-ups at their own port", 3, 14, client -> client.lookUp(client.listener));
        begin(random, "pages", 2, 50, Client::page);
        begin(random, "reports of calls", 1, 60, Client::report);
        begin(random, "files", 1, 200, Client::file);
        begin(random, "registrations", 2, 250, Client::register);
    }

    /** Clients that do a thing again and again, with a pause of so many milliseconds on average. */
    private void begin(SplittableRandom random, String name, int clients, int pause, Deed deed) {
        Tally tally = new Tally(name);
        tallies.add(tally);
        for (int i = 0; i < clients; i++) {
            Client client = new Client(random.split(), tally, pause);
            threads.add(Thread.ofPlatform().daemon().start(() -> client.work(deed)));
        }
    }

    /** Ends, once each client is done with what it has begun. */
    void stop() throws InterruptedException {
        stopping = true;
        for (Thread thread : threads) {
            if (!thread.join(PATIENCE)) {
                throw new IllegalStateException("never answered: " + List.of(thread.getStackTrace()));
            }
        }
    }

    /** How many were sent so far. */
    long requests() {
        return requests.get();
    }

    List<Tally> tallies() {
        return tallies;
    }

    /** Those that failed, with the time and what came instead. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    private interface Deed {
        void by(Client client);
    }

    private final class Client {
        private final SplittableRandom random;
        private final Tally tally;
        private final int pause;
        private final Api usual = new Api(site.address());
        private final Api listener = new Api(lookups);
        private final Visitor visitor = new Visitor(site.address());
        private final Registrant registrant = new Registrant(visitor);

        Client(SplittableRandom random, Tally tally, int pause) {
            this.random = random;
            this.tally = tally;
            this.pause = pause;
        }

        @SuppressWarnings("IllegalCatch") // of any kind: it is reported
        void work(Deed deed) {
            while (!stopping) {
                try {
                    deed.by(this);
                } catch (RuntimeException e) {
                    journal.unexpected(tally.name + ": " + e);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(1, 2 * pause)));
            }
        }

        /** The right answer to one request, or to a page and its form; empty when it failed. */
        private Optional<HttpResponse<String>> once(
                int sent, Supplier<HttpResponse<String>> request, Predicate<HttpResponse<String>> right) {
            requests.addAndGet(sent);
            Instant at = clock.instant();
            long begin = System.nanoTime();
            String instead;
            try {
                HttpResponse<String> answer = request.get();
                if (right.test(answer)) {
                    long micros = (System.nanoTime() - begin) / 1_000 / sent;
                    for (int i = 0; i < sent; i++) {
                        tally.micros.add(micros);
                    }
                    return Optional.of(answer);
                }
                instead = answer + " "
                        + answer.body()
                                .replaceAll("(?s).*(BT-\\d{4}).*", "$1")
                                .lines()
                                .findFirst()
                                .orElse("");
            } catch (UncheckedIOException gone) {
                instead = gone.toString();
            }
            tally.failed.incrementAndGet();
            failures.add(
                    at + " " + tally.name + ", after " + (System.nanoTime() - begin) / 1_000_000 + " ms: " + instead);
            return Optional.empty();
        }

        void lookUp(Api api) {
            String body = "{\"numbers\":[\"" + CallFiles.listed(random.nextInt(100)) + "\",\""
                    + CallFiles.unlisted(random.nextInt(1_000)) + "\"]}";
            once(
                    1,
                    () -> api.post("/api/v1/checks", body),
                    answer -> answer.statusCode() == 200
                            && answer.body().contains("OPPOSED")
                            && (answer.body().contains("NOT_LISTED")
                                    || answer.body().contains("CALLABLE"))); // the word of the version before
        }

        void page() {
            String path = PAGES.get(random.nextInt(PAGES.size()));
            once(1, () -> visitor.get(path), answer -> answer.statusCode() == 200);
        }

        void report() {
            String report = "{\"calls\":[{\"id\":\"call-" + journal.next() + "\",\"number\":\""
                    + CallFiles.unlisted(random.nextInt(1_000)) + "\",\"at\":\""
                    + clock.instant().minus(CALLED_BEFORE)
                    + "\",\"outcome\":\"no-answer\"}]}";
            once(
                            1,
                            () -> usual.post("/api/v1/calls", report),
                            answer ->
                                    answer.statusCode() == 200 && !answer.body().contains("REFUSED"))
                    .ifPresent(taken -> journal.calls(report, 1));
        }

        void file() {
            int original = random.nextInt(ORIGINALS);
            String key = "file-" + journal.next();
            Optional<String> taken = once(
                            1, () -> usual.submit(site.original(original), key), answer -> answer.statusCode() == 202)
                    .map(answer -> Api.json(answer).get("id").getAsString());
            if (taken.isEmpty()) {
                return;
            }
            String path = "/api/v1/submissions/" + taken.get();
            journal.submission(taken.get(), original);
            long end = System.nanoTime() + PATIENCE.toNanos();
            String state;
            do {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
                state = once(1, () -> usual.get(path), answer -> answer.statusCode() == 200)
                        .map(answer -> Api.json(answer).get("state").getAsString())
                        .orElse("");
            } while (!state.equals("READY") && System.nanoTime() < end);
            once(1, () -> usual.get(path + "/files/callable"), answer -> answer.statusCode() == 200);
        }

        void register() {
            int serial = journal.next();
            String number = Journal.number(serial);
            String email = "person" + serial + "@example.org";
            registrant.forget(serial);
            if (once(2, () -> registrant.ask(number, email), answer -> answer.statusCode() == 302)
                    .isEmpty()) {
                return;
            }
            String token = site.postgres().token(email, Registrant.MAIL);
            boolean listed = once(2, () -> registrant.confirm(token), Registrant::isListed)
                    .isPresent();
            journal.registration(number, email, listed ? Fate.LISTED : Fate.UNSURE);
        }
    }
}
