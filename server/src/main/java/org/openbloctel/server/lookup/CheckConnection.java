package org.openbloctel.server.lookup;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.refusal.Refusal;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.RequestRefusal;
import org.openbloctel.server.web.Languages;
import org.openbloctel.server.web.ProgramDoor;
import org.openbloctel.server.web.RateLimits.Allowance;
import org.openbloctel.server.web.SignedIn;

/**
 * One connection of {@link CheckListener}: requests one after the other, each read whole, then answered. Strict: what is not
 * plain HTTP/1.1 with a length is refused, and the connection closed, so that nobody can hide a request in another. For its
 * loop's thread alone; nothing in it waits.
 */
final class CheckConnection {
    private static final long IDLE_NANOS = 60_000_000_000L;
    private static final long READ_NANOS = 10_000_000_000L;
    private static final long WRITE_NANOS = 10_000_000_000L;
    /** Whoever is refused in the middle of a body is listened to for so long, or it would not hear the refusal. */
    private static final long LINGER_NANOS = 2_000_000_000L;

    private static final int SMALL = 4096;
    private static final int LARGE = 64 << 10;
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** What it waits for. */
    private enum State {
        /** The beginning of a request. */
        IDLE(IDLE_NANOS),
        /** The rest of a request. */
        READING(READ_NANOS),
        /** Whoever was asked aside: that has time limits of its own. */
        ASKING(Long.MAX_VALUE),
        /** Room to write in. */
        WRITING(WRITE_NANOS),
        /** The end of what the other side sends. */
        ENDING(LINGER_NANOS);

        private final long longest;

        State(long longest) {
            this.longest = longest;
        }
    }

    private final SocketChannel channel;
    private final String peer;
    private final CheckLoop loop;
    private final Checks checks;
    private final Dials dials;
    private final ProgramDoor door;
    private final Set<String> proxies;
    private @Nullable SelectionKey key;
    private State state = State.IDLE;
    private long since = System.nanoTime();
    private boolean known;
    private boolean closed;

    private byte[] buffer = new byte[SMALL];
    private int end;
    private int searched;
    private @Nullable RequestHead head;
    private SignedIn.@Nullable Key admitted;
    private @Nullable Allowance allowance;
    private boolean continued;
    private @Nullable ByteBuffer unsent;
    private boolean last;

    CheckConnection(
            SocketChannel channel, CheckLoop loop, Checks checks, Dials dials, ProgramDoor door, Set<String> proxies)
            throws IOException {
        this.channel = channel;
        this.loop = loop;
        this.checks = checks;
        this.dials = dials;
        this.door = door;
        this.proxies = proxies;
        this.peer = channel.socket().getInetAddress().getHostAddress();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    void register(SelectionKey registered) {
        this.key = registered;
    }

    /** Something came, or there is room to write in. */
    void ready() throws IOException {
        if (state == State.WRITING) {
            write();
        } else if (read()) {
            proceed();
        }
    }

    /** Called now and then: whoever takes too long is let go. */
    void tick(long now) {
        // Whoever has shown no key yet holds no connection for long.
        long longest = state == State.IDLE && !known ? READ_NANOS : state.longest;
        if (now - since > longest || (state == State.IDLE && loop.stopping())) {
            close();
        }
    }

    void close() {
        if (!closed) {
            closed = true;
            loop.closed();
            try {
                channel.close();
            } catch (IOException gone) {
                return;
            }
        }
    }

    private void enter(State next) {
        since = System.nanoTime();
        if (next != state) {
            int interest = interest(next);
            if (key != null && interest != interest(state)) {
                key.interestOps(interest);
            }
            state = next;
        }
    }

    private static int interest(State state) {
        return switch (state) {
            case IDLE, READING, ENDING -> SelectionKey.OP_READ;
            case ASKING -> 0;
            case WRITING -> SelectionKey.OP_WRITE;
        };
    }

    /** Reads what is there; false when there is nothing to go on with. */
    private boolean read() throws IOException {
        ByteBuffer came = loop.scratch();
        int read = channel.read(came);
        if (read < 0) {
            close();
            return false;
        }
        if (state == State.ENDING) {
            return false;
        }
        if (end + read > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(end + read, buffer.length * 2));
        }
        came.flip().get(buffer, end, read);
        end += read;
        return read > 0;
    }

    /** Answers the requests that are there whole, until something has to be waited for. */
    private void proceed() throws IOException {
        boolean more = true;
        while (more && end > 0 && (state == State.IDLE || state == State.READING)) {
            if (state == State.IDLE) {
                enter(State.READING);
            }
            more = request();
        }
    }

    /** Goes on with a request; false when more has to come for it. */
    @SuppressWarnings("IllegalCatch") // whatever was thrown is an answer; unforeseen faults are logged by the door
    private boolean request() throws IOException {
        try {
            RequestHead current = head == null ? head() : head;
            head = current;
            if (current == null) {
                return false;
            }
            if (admitted == null && !admit(current)) {
                return false;
            }
            if (end < current.length() + current.contentLength()) {
                if (current.expectsContinue() && !continued) {
                    continued = true;
                    send(CONTINUE, false);
                }
                return false;
            }
            answer(current);
        } catch (RuntimeException e) {
            refuse(e);
        }
        return true;
    }

    private @Nullable RequestHead head() {
        int length = RequestHead.end(buffer, searched, end);
        if (length > 0) {
            return RequestHead.parse(buffer, length);
        }
        if (end >= RequestHead.MOST) {
            throw refused(new RequestRefusal.TooLarge());
        }
        searched = Math.max(0, end - 3);
        return null;
    }

    /** Lets a request in before its body has come; false when that has to be asked aside. */
    private boolean admit(RequestHead current) {
        if (!current.path().equals(Dials.PATH) && !current.path().equals(Checks.PATH)) {
            throw refused(new RequestRefusal.NotFound());
        }
        String client = client(current);
        SignedIn.Key seen = door.seen(current.authorization(), client);
        if (seen != null) {
            let(current, door.admit(current.method(), current.path(), seen, client));
            return true;
        }
        enter(State.ASKING);
        CheckLoop.aside(() -> {
            Outcome<ProgramDoor.Admission> outcome =
                    Outcome.of(() -> door.admit(current.method(), current.path(), current.authorization(), client));
            resume(() -> let(current, outcome.get()));
        });
        return false;
    }

    private void let(RequestHead current, ProgramDoor.Admission admission) {
        allowance = admission.allowance();
        if (admission.refusal() != null) {
            throw refused(admission.refusal());
        }
        known = true;
        boolean dial = current.path().equals(Dials.PATH);
        if (!current.isJson() && !(dial && current.isForm())) {
            throw refused(new RequestRefusal.WrongMediaType());
        }
        Checks.refuseQuery(current.hasQuery());
        if (current.contentLength() > (dial ? Dials.MOST_BYTES : Checks.MOST_BYTES)) {
            throw refused(new RequestRefusal.TooLarge());
        }
        if (current.contentLength() < 0) {
            throw refused(new RequestRefusal.Unreadable());
        }
        admitted = admission.key();
    }

    /** A request is there whole: a check is answered at once, a dialer's question may have to ask the database. */
    private void answer(RequestHead current) throws IOException {
        SignedIn.Key who = Objects.requireNonNull(admitted);
        int from = current.length();
        byte[] body = Arrays.copyOfRange(buffer, from, from + current.contentLength());
        if (!current.path().equals(Dials.PATH)) {
            answer(current, "application/json", checks.answer(who, body, body.length));
            return;
        }
        enter(State.ASKING);
        boolean plain = Dials.isPlain(current.accept());
        CheckLoop.aside(() -> {
            Outcome<byte[]> outcome = Outcome.of(
                    () -> dials.answer(who, body, current.isForm(), plain, Languages.preferred(current.language())));
            resume(() -> answer(current, plain ? "text/plain" : "application/json", outcome.get()));
        });
    }

    /** Something that may throw the answer to a request. */
    private interface Step {
        void run() throws IOException;
    }

    /** Back in the loop with what was asked aside. */
    @SuppressWarnings("IllegalCatch") // as in request
    private void resume(Step step) {
        loop.later(() -> {
            if (closed) {
                return;
            }
            enter(State.READING);
            try {
                try {
                    step.run();
                } catch (RuntimeException e) {
                    refuse(e);
                }
                proceed();
            } catch (IOException gone) {
                close();
            }
        });
    }

    private void answer(RequestHead current, String type, byte[] answer) throws IOException {
        boolean more = current.staysOpen() && !loop.stopping();
        String headers = limits(allowance) + (more ? "" : "Connection: close\r\n");
        next(current.length() + current.contentLength());
        send(200, type, answer, headers, !more);
    }

    /** Answers with a problem. A request that is not there whole is the connection's last. */
    private void refuse(RuntimeException fault) throws IOException {
        RequestHead current = head;
        boolean whole = current != null
                && current.contentLength() >= 0
                && end >= current.length() + current.contentLength()
                && admitted != null;
        boolean more = whole && current != null && current.staysOpen() && !loop.stopping();
        String limits = limits(allowance);
        if (whole && current != null) {
            next(current.length() + current.contentLength());
        }
        String path = current == null ? "" : current.path();
        send(door.problem(fault, path, current == null ? null : current.language()), limits, more);
    }

    /** Keeps what came behind a request: the beginning of the next one. */
    private void next(int by) {
        System.arraycopy(buffer, by, buffer, 0, end - by);
        end -= by;
        head = null;
        admitted = null;
        allowance = null;
        continued = false;
        searched = 0;
        if (end == 0 && buffer.length > LARGE) {
            // A connection that waits keeps no megabyte.
            buffer = new byte[SMALL];
        }
    }

    /** The other end, or whom a trusted proxy names: the last address in its header that is no trusted proxy itself. */
    private String client(RequestHead current) {
        String forwarded = current.forwardedFor();
        if (forwarded == null || !proxies.contains(peer)) {
            return peer;
        }
        String[] addresses = forwarded.split(",", -1);
        for (int i = addresses.length - 1; i >= 0; i--) {
            String address = addresses[i].strip();
            if (!proxies.contains(address)) {
                return address;
            }
        }
        return peer;
    }

    private void send(ProgramDoor.Problem problem, String limits, boolean more) throws IOException {
        StringBuilder headers = new StringBuilder(limits)
                .append("Content-Language: ")
                .append(problem.language())
                .append("\r\n");
        problem.retryAfter()
                .ifPresent(seconds ->
                        headers.append("Retry-After: ").append(seconds).append("\r\n"));
        if (problem.wantsKey()) {
            headers.append("WWW-Authenticate: Bearer\r\n");
        }
        if (problem.allow() != null) {
            headers.append("Allow: ").append(problem.allow()).append("\r\n");
        }
        if (!more) {
            headers.append("Connection: close\r\n");
        }
        send(
                problem.status(),
                "application/problem+json",
                problem.json().getBytes(StandardCharsets.UTF_8),
                headers.toString(),
                !more);
    }

    private void send(int status, String type, byte[] body, String headers, boolean ends) throws IOException {
        byte[] first = ("HTTP/1.1 " + status + " \r\nContent-Type: " + type + "\r\nCache-Control: no-store\r\n"
                        + "X-Content-Type-Options: nosniff\r\n" + headers + "Content-Length: " + body.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        // One write: two would be two packets, and the second might wait for the first one's receipt.
        byte[] all = Arrays.copyOf(first, first.length + body.length);
        System.arraycopy(body, 0, all, first.length, body.length);
        send(all, ends);
    }

    private void send(byte[] bytes, boolean ends) throws IOException {
        unsent = ByteBuffer.wrap(bytes);
        last = ends;
        write();
    }

    /** Writes what there is room for; when all is written goes on with the next request. */
    private void write() throws IOException {
        ByteBuffer left = Objects.requireNonNull(unsent);
        channel.write(left);
        if (left.hasRemaining()) {
            if (state != State.WRITING) {
                enter(State.WRITING);
            }
            return;
        }
        unsent = null;
        boolean waited = state == State.WRITING;
        if (last) {
            channel.shutdownOutput();
            enter(State.ENDING);
        } else {
            enter(end == 0 && head == null ? State.IDLE : State.READING);
            if (waited) {
                proceed();
            }
        }
    }

    private static String limits(@Nullable Allowance allowance) {
        if (allowance == null) {
            return "";
        }
        StringBuilder headers = new StringBuilder();
        allowance
                .headers()
                .forEach((name, value) ->
                        headers.append(name).append(": ").append(value).append("\r\n"));
        return headers.toString();
    }

    private static RefusedException refused(Refusal refusal) {
        return new RefusedException(refusal);
    }
}
