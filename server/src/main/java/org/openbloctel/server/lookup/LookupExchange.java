package org.openbloctel.server.lookup;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.RequestRefusal;
import org.openbloctel.server.web.Languages;
import org.openbloctel.server.web.ProgramDoor;
import org.openbloctel.server.web.RateLimits.Allowance;
import org.openbloctel.server.web.SignedIn;

/**
 * One request and its answer. Let in by its head, before its body has come; then read; then answered. A check is answered in the selector's
 * thread, since it waits for nothing; what may wait for the database runs in a virtual thread. One step at a time, each in one thread.
 */
final class LookupExchange {
    private static final Set<String> PATHS = Set.of(Checks.PATH, Dials.PATH);
    private static final int FIRST_BYTES = 8 << 10;
    /** So much of a body is dropped after a refusal: a sender that is cut off while it sends would not hear the refusal. */
    private static final int MAX_DROPPED = 2 << 20;

    private final Checks checks;
    private final Dials dials;
    private final ProgramDoor door;
    private final OpenConnection connection;
    private final Request request;
    private final Callback callback;
    private final LookupAnswer answer;
    private final LookupRequest head;
    private @Nullable Allowance allowance;
    private SignedIn.@Nullable Key key;
    private byte[] body = {};
    private int read;
    private int dropped;

    LookupExchange(
            Checks checks,
            Dials dials,
            ProgramDoor door,
            OpenConnection connection,
            Request request,
            Response response,
            Callback callback) {
        this.checks = checks;
        this.dials = dials;
        this.door = door;
        this.connection = connection;
        this.request = request;
        this.answer = new LookupAnswer(request, response, Callback.from(this::sent, callback::failed));
        this.callback = callback;
        this.head = new LookupRequest(request);
    }

    /** Begins with it. The answer may come later. */
    void begin(Set<String> proxies) {
        step(() -> {
            head.requireKnownPath(PATHS);
            String client = LookupRequest.client(request, proxies);
            SignedIn.Key seen = door.seen(head.authorization(), client);
            if (seen != null) {
                let(door.admit(head.method(), head.path(), seen, client));
            } else {
                aside(() -> let(door.admit(head.method(), head.path(), head.authorization(), client)));
            }
        });
    }

    private void let(ProgramDoor.Admission admission) {
        allowance = admission.allowance();
        if (admission.refusal() != null) {
            throw new RefusedException(admission.refusal());
        }
        connection.keyShown();
        head.requireReadableBody(head.isDial() ? Dials.MAX_BYTES : Checks.MAX_BYTES);
        key = admission.key();
        // No more room than what has come fills half: the length is only what the sender says.
        body = new byte[Math.min(head.length(), FIRST_BYTES)];
        read();
    }

    private void read() {
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(Invocable.from(InvocationType.NON_BLOCKING, () -> step(this::read)));
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                callback.failed(chunk.getFailure());
                return;
            }
            boolean last = take(chunk);
            chunk.release();
            if (last) {
                answer(Objects.requireNonNull(key));
                return;
            }
        }
    }

    private boolean take(Content.Chunk chunk) {
        int length = chunk.remaining();
        if (read + length > body.length) {
            body = Arrays.copyOf(body, Math.min(head.length(), Math.max(read + length, 2 * body.length)));
        }
        chunk.get(body, read, length);
        read += length;
        return chunk.isLast();
    }

    private void answer(SignedIn.Key who) {
        if (read != head.length()) {
            throw new RefusedException(new RequestRefusal.Unreadable());
        }
        connection.answering();
        if (!head.isDial()) {
            answer.send(allowance, "application/json", checks.answer(who, body, read));
            return;
        }
        boolean plain = Dials.isPlain(head.accept());
        aside(() -> answer.send(
                allowance,
                plain ? "text/plain" : "application/json",
                dials.answer(who, body, head.isForm(), plain, Languages.preferred(head.language()))));
    }

    private void sent() {
        connection.answered();
        drop();
    }

    /** Passes over what is left of a body, then ends the exchange. */
    private void drop() {
        while (dropped < MAX_DROPPED) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(Invocable.from(InvocationType.NON_BLOCKING, this::drop));
                return;
            }
            dropped += chunk.remaining();
            chunk.release();
            if (chunk.isLast() || Content.Chunk.isFailure(chunk)) {
                break;
            }
        }
        callback.succeeded();
    }

    private void aside(Runnable step) {
        Thread.startVirtualThread(() -> step(step));
    }

    /** Whatever a step throws is the answer; the door logs faults that nobody foresaw. */
    @SuppressWarnings("IllegalCatch")
    private void step(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            connection.answering();
            answer.refuse(allowance, door.problem(e, head.path(), head.language()));
        }
    }
}
