package org.openbloctel.acceptance.faults;

import com.google.gson.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.openbloctel.acceptance.faults.Journal.Registration;
import org.openbloctel.server.accounts.webhook.Receiver;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What was acknowledged is there once, on every server, and returned files are, byte for byte, those of a run in which nothing broke. For
 * one thread.
 */
final class JournalInspection implements Inspection {
    private static final List<String> KINDS = List.of("callable", "opposed", "unchecked");
    /** Ready, and downloaded or not. */
    private static final Set<String> READY = Set.of("READY", "DELIVERED");

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** A server that is killed while it sends has taken the webhook for two minutes. */
    private static final Duration WEBHOOK_PATIENCE = Duration.ofMinutes(4);

    private static final int NUMBERS_A_REQUEST = 5_000;

    private final Site site;
    private final Journal journal;
    private final Api api;
    private final JdbcClient rows;
    private final List<Map<String, String>> expected = new ArrayList<>();

    JournalInspection(Site site, Journal journal) {
        this.site = site;
        this.journal = journal;
        this.api = new Api(site.address());
        this.rows = site.postgres().rows();
    }

    /** Submits each call file once while nothing breaks, and keeps what comes back. */
    void learn() {
        for (int i = 0; i < CallFiles.count(); i++) {
            HttpResponse<String> taken = api.submit(site.original(i), "undisturbed-" + i);
            String id = Api.json(taken).get("id").getAsString();
            if (!api.settled(id).equals("READY")) {
                throw new IllegalStateException("not ready though nothing broke: " + taken.body());
            }
            journal.submission(id, i);
            expected.add(returned(id));
        }
    }

    private Map<String, String> returned(String id) {
        Map<String, String> files = new TreeMap<>();
        KINDS.forEach(kind -> files.put(kind, api.part(id, "files/" + kind)));
        return files;
    }

    @Override
    public List<String> findings() {
        List<String> findings = new ArrayList<>(journal.newUnexpected());
        registrations(findings);
        submissions(findings);
        counts(findings);
        journal.newCalls().forEach(report -> {
            HttpResponse<String> again = api.post("/api/v1/calls", report);
            if (again.statusCode() != 200 || again.body().contains("\"NEW\"")) {
                findings.add("calls that were acknowledged are not known: " + again.body());
            }
        });
        return findings;
    }

    private void registrations(List<String> findings) {
        List<Registration> all = journal.registrations();
        Map<String, Integer> open = new TreeMap<>();
        rows.sql("select c.email, count(*) as open from accounts.registration r"
                        + " join accounts.consumer c on c.id = r.consumer where r.ended_at is null group by 1")
                .query((RowCallbackHandler) row -> open.put(row.getString(1), row.getInt(2)));
        Set<String> listed = new HashSet<>();
        for (Registration one : all) {
            int count = open.getOrDefault(one.email(), 0);
            boolean right = switch (one.fate()) {
                case LISTED -> count == 1;
                case WITHDRAWN -> count == 0;
                case UNSURE -> count <= 1;
            };
            if (!right) {
                findings.add("registration " + one.email() + " is " + one.fate() + " and stands " + count + " times");
            }
            if (count == 1) {
                listed.add(one.number());
            }
        }
        if (open.size() != listed.size()) {
            findings.add(open.size() + " people have a number on the list, and " + listed.size() + " should");
        }
        for (Node node : site.nodes()) {
            Api there = new Api(node.address());
            if (!comesTrue(PATIENCE, () -> opposed(there, all).equals(listed))) {
                Set<String> said = opposed(there, all);
                findings.add("server " + site.nodes().indexOf(node) + " knows " + said.size() + " of " + listed.size()
                        + " listed numbers");
            }
        }
    }

    /** Of these numbers, those that a server knows to be on the list. */
    private static Set<String> opposed(Api there, List<Registration> all) {
        Set<String> opposed = new HashSet<>();
        for (int from = 0; from < all.size(); from += NUMBERS_A_REQUEST) {
            List<Registration> part = all.subList(from, Math.min(from + NUMBERS_A_REQUEST, all.size()));
            HttpResponse<String> answer = there.post(
                    "/api/v1/checks",
                    part.stream()
                            .map(Registration::number)
                            .collect(Collectors.joining("\",\"", "{\"numbers\":[\"", "\"]}")));
            if (answer.statusCode() != 200) {
                return Set.of(answer.body());
            }
            Api.json(answer).getAsJsonArray("results").forEach(result -> {
                JsonObject one = result.getAsJsonObject();
                if (one.get("verdict").getAsString().equals("OPPOSED")) {
                    opposed.add(one.get("input").getAsString());
                }
            });
        }
        return opposed;
    }

    private void submissions(List<String> findings) {
        for (Journal.Sent sent : journal.newSubmissions()) {
            String state = api.settled(sent.id());
            if (!READY.contains(state)) {
                findings.add("submission " + sent.id() + " is " + state);
                continue;
            }
            if (!expected.isEmpty() && !returned(sent.id()).equals(expected.get(sent.original()))) {
                findings.add("submission " + sent.id() + " has other returned files than without a fault");
            }
            if (!api.part(sent.id(), "certificate").contains(sent.id())) {
                findings.add("submission " + sent.id() + " has no certificate");
            }
            // The small disk is to hold what comes next.
            if (api.erase(sent.id()) != 204) {
                findings.add("submission " + sent.id() + " cannot be erased");
            }
        }
    }

    private void counts(List<String> findings) {
        same(findings, "submissions", journal.submissions(), "select count(*) from accounts.submission");
        same(findings, "certificates", journal.submissions(), "select count(*) from accounts.certificate");
        same(
                findings,
                "scrubs in the audit trail",
                journal.submissions(),
                // Entries that a killed server left wait for the chain for some seconds.
                "select count(*) from (select action from accounts.audit_entry union all"
                        + " select action from accounts.audit_waiting) as entries where action = 'submission.scrubbed'");
        same(findings, "reported calls", journal.calls(), "select coalesce(sum(calls), 0) from accounts.call_figure");
        same(
                findings,
                "charged lines",
                count("select coalesce(sum(charged_lines), 0) from accounts.submission"),
                "select used_lines from accounts.subscription");
    }

    private void same(List<String> findings, String what, long should, String sql) {
        long is = count(sql);
        if (is != should) {
            findings.add(what + ": " + is + ", and should be " + should);
        }
    }

    private long count(String sql) {
        return rows.sql(sql).query(Long.class).single();
    }

    /** At the end: each submission that was ready has been notified under one id. */
    List<String> webhooks() {
        comesTrue(WEBHOOK_PATIENCE, () -> {
            rows.sql("update accounts.webhook_delivery set next_attempt_at = now() where state = 'WAITING'")
                    .update();
            return told().size() >= journal.submissions();
        });
        List<String> findings = new ArrayList<>();
        Map<String, Set<String>> told = told();
        if (told.size() != journal.submissions()) {
            findings.add("webhooks of " + told.size() + " submissions, and should be " + journal.submissions());
        }
        told.forEach((submission, ids) -> {
            if (ids.size() != 1) {
                findings.add("submission " + submission + " has webhooks " + ids);
            }
        });
        return findings;
    }

    private Map<String, Set<String>> told() {
        Map<String, Set<String>> told = new TreeMap<>();
        for (Receiver.Got got : site.receiver().got()) {
            String submission = got.body().replaceAll("(?s).*\"submission\":\"([^\"]+)\".*", "$1");
            told.computeIfAbsent(submission, one -> new HashSet<>()).add(got.id());
        }
        return told;
    }

    private static boolean comesTrue(Duration patience, BooleanSupplier something) {
        long end = System.nanoTime() + patience.toNanos();
        boolean done = something.getAsBoolean();
        while (!done && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            done = something.getAsBoolean();
        }
        return done;
    }
}
