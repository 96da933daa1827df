package org.openbloctel.acceptance.faults;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.openbloctel.acceptance.faults.Journal.Fate;
import org.openbloctel.acceptance.faults.Journal.Registration;
import org.openbloctel.server.app.Visitor;

/**
 * Consumers and programs of a company, each doing one thing after another through the balancer. Each thing is asked for again until it is
 * acknowledged, as a good client does: under the same key, the same ids, the same link. For one thread.
 */
final class Traffic {
    /** The longest that anything may take while something is broken. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** A server that lost its database answers from its list for so long, by its settings; then no more. */
    private static final Duration FRESH_FOR = Duration.ofSeconds(5);

    /** To come back later: busy with the same key, asked too often, no database, no room. */
    private static final Set<Integer> LATER = Set.of(409, 429, 503, 504, 507);

    private static final int CALLS_A_REPORT = 3;
    private static final Duration CALLED_BEFORE = Duration.ofHours(3);

    private static final int DENSE = 40;
    private static final int LIGHT = 400;

    private final Site site;
    private final Journal journal;
    private final int pause;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;

    /** As dense as servers on a busy machine can answer it. */
    Traffic(Site site, Journal journal) {
        this(site, journal, DENSE);
    }

    private Traffic(Site site, Journal journal, int pause) {
        this.site = site;
        this.journal = journal;
        this.pause = pause;
    }

    /** Some ten requests a second. */
    static Traffic light(Site site, Journal journal) {
        return new Traffic(site, journal, LIGHT);
    }

    /** Begins, with connections of its own. */
    void start(SplittableRandom random) {
        stopping = false;
        List<Worker> workers = List.of(
                new Worker(random.split(), Worker::register),
                new Worker(random.split(), Worker::register),
                new Worker(random.split(), Worker::submit),
                new Worker(random.split(), Worker::report),
                new Worker(random.split(), Worker::lookUp));
        for (Worker worker : workers) {
            threads.add(Thread.ofPlatform().daemon().start(worker::work));
        }
    }

    /** Ends: all that was begun is acknowledged. */
    void stop() throws InterruptedException {
        stopping = true;
        for (Thread thread : threads) {
            if (!thread.join(PATIENCE)) {
                StackTraceElement[] where = thread.getStackTrace();
                throw new IllegalStateException("a request is never answered: " + List.of(where));
            }
        }
        threads.clear();
    }

    /** What one of them does again and again. */
    private interface Deed {
        void by(Worker worker);
    }

    private final class Worker {
        private final SplittableRandom random;
        private final Deed deed;
        private final Registrant registrant = new Registrant(new Visitor(site.address()));
        private final Api api = new Api(site.address());

        Worker(SplittableRandom random, Deed deed) {
            this.random = random;
            this.deed = deed;
        }

        @SuppressWarnings("IllegalCatch") // of any kind: it is reported
        void work() {
            while (!stopping) {
                try {
                    deed.by(this);
                } catch (RuntimeException | AssertionError e) {
                    journal.unexpected(e.toString());
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(5, pause)));
            }
        }

        /** Puts a number on the list by the link in the mail; one of three leaves it again. */
        void register() {
            int serial = journal.next();
            String number = Journal.number(serial);
            String email = "person" + serial + "@example.org";
            registrant.forget(serial);
            acknowledged(() -> registrant.ask(number, email), answer -> answer.statusCode() == 302);
            String token = again(() -> site.postgres().token(email, Registrant.MAIL));
            Optional<HttpResponse<String>> confirmed =
                    acknowledged(() -> registrant.confirm(token), Registrant::isListed);
            journal.registration(number, email, confirmed.isPresent() ? Fate.LISTED : Fate.UNSURE);
            if (confirmed.isPresent() && random.nextInt(3) == 0) {
                withdraw(number, email, Registrant.numberPage(confirmed.get()));
            }
        }

        private void withdraw(String number, String email, String page) {
            // From here on look-ups may say either, until it is acknowledged.
            journal.registration(number, email, Fate.UNSURE);
            Optional<HttpResponse<String>> left = acknowledged(() -> registrant.withdraw(page), Registrant::hasLeft);
            if (left.isPresent()) {
                journal.registration(number, email, Fate.WITHDRAWN);
            }
        }

        /** The harness's own connection meets the same faults. */
        private <T> T again(Supplier<T> statement) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (true) {
                try {
                    return statement.get();
                } catch (RuntimeException away) {
                    if (System.nanoTime() > end) {
                        throw away;
                    }
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
                }
            }
        }

        /**
         * Asks until it is acknowledged.
         *
         * @return empty if one answer got lost and the next one is another: it may have been done the first time
         */
        private Optional<HttpResponse<String>> acknowledged(
                Supplier<HttpResponse<String>> request, Predicate<HttpResponse<String>> done) {
            boolean lost = false;
            String last = "";
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < end) {
                Optional<HttpResponse<String>> answer = Optional.empty();
                try {
                    answer = Optional.of(request.get());
                } catch (UncheckedIOException gone) {
                    lost = true;
                    last = gone.toString();
                }
                if (answer.filter(done).isPresent()) {
                    return answer;
                }
                if (answer.isPresent() && !LATER.contains(answer.get().statusCode())) {
                    if (lost) {
                        return Optional.empty();
                    }
                    throw new AssertionError(answer.get() + " " + Registrant.way(answer.get()));
                }
                lost = true;
                last = answer.map(HttpResponse::toString).orElse(last);
                journal.refused();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
            throw new AssertionError("never acknowledged: " + last);
        }

        /** The same for the API, whose requests are done once. */
        private HttpResponse<String> answered(Supplier<HttpResponse<String>> request, int status) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < end) {
                try {
                    HttpResponse<String> answer = request.get();
                    if (answer.statusCode() == status) {
                        return answer;
                    }
                    if (!LATER.contains(answer.statusCode())) {
                        throw new AssertionError(answer + " " + answer.body());
                    }
                } catch (UncheckedIOException gone) {
                    // Asked for again.
                }
                journal.refused();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
            throw new AssertionError("never answered");
        }

        void submit() {
            int original = random.nextInt(CallFiles.count());
            String key = "file-" + journal.next();
            byte[] file = site.original(original);
            HttpResponse<String> taken = answered(() -> api.submit(file, key), 202);
            journal.submission(Api.json(taken).get("id").getAsString(), original);
        }

        void report() {
            String at = Instant.now().minus(CALLED_BEFORE).toString();
            List<String> calls = new ArrayList<>();
            for (int i = 0; i < CALLS_A_REPORT; i++) {
                calls.add("{\"id\":\"call-" + journal.next() + "\",\"number\":\"" + CallFiles.unlisted(i)
                        + "\",\"at\":\"" + at + "\",\"outcome\":\"no-answer\"}");
            }
            String report = "{\"calls\":[" + String.join(",", calls) + "]}";
            HttpResponse<String> taken = answered(() -> api.post("/api/v1/calls", report), 200);
            String text = taken.body();
            if (text.contains("REFUSED")) {
                throw new AssertionError(text);
            }
            journal.calls(report, CALLS_A_REPORT);
        }

        /** No answer lets a number be called that was on the list for longer than a server may go without news. */
        void lookUp() {
            long limit = System.nanoTime() - FRESH_FOR.toNanos();
            List<String> listed = new ArrayList<>(List.of(CallFiles.listed(random.nextInt(100))));
            journal.registrations().stream()
                    .filter(one -> one.fate() == Fate.LISTED && one.since() - limit < 0)
                    .map(Registration::number)
                    .limit(50)
                    .forEach(listed::add);
            String body = listed.stream().collect(Collectors.joining("\",\"", "{\"numbers\":[\"", "\"]}"));
            HttpResponse<String> answer = answered(() -> api.post("/api/v1/checks", body), 200);
            if (answer.body().contains("NOT_LISTED")) {
                journal.unexpected("a listed number may be called");
            }
            journal.answered();
        }
    }
}
