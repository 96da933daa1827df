package org.openbloctel.server.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.refusal.Refusal;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.RequestRefusal;
import org.openbloctel.server.http.Languages;
import org.openbloctel.server.http.ProgramDoor;
import org.openbloctel.server.http.RateLimits.Allowance;
import org.openbloctel.server.http.SignedIn;

/**
 * One connection of {@link CheckListener}: requests one after the other, each read whole, then answered. Strict: what is not
 * plain HTTP/1.1 with a length is refused, and the connection closed, so that nobody can hide a request in another. For one
 * thread.
 */
final class CheckConnection {
    private static final int IDLE_MILLIS = 60_000;
    private static final int READ_MILLIS = 10_000;
    private static final long WRITE_NANOS = 10_000_000_000L;
    private static final int SMALL = 4096;
    private static final int LARGE = 64 << 10;
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final Checks checks;
    private final Dials dials;
    private final ProgramDoor door;
    private final Set<String> proxies;
    private final BooleanSupplier stopping;
    private final InputStream in;
    private final OutputStream out;
    private byte[] buffer = new byte[SMALL];
    private int end;
    private boolean known;
    private volatile long writingSince;

    CheckConnection(
            Socket socket, Checks checks, Dials dials, ProgramDoor door, Set<String> proxies, BooleanSupplier stopping)
            throws IOException {
        this.socket = socket;
        this.checks = checks;
        this.dials = dials;
        this.door = door;
        this.proxies = proxies;
        this.stopping = stopping;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        socket.setTcpNoDelay(true);
    }

    void serve() throws IOException {
        boolean more = true;
        while (more) {
            // Whoever has shown no key yet holds no connection for long.
            socket.setSoTimeout(known ? IDLE_MILLIS : READ_MILLIS);
            if (end == 0 && !fill()) {
                return;
            }
            socket.setSoTimeout(READ_MILLIS);
            more = request() && !stopping.getAsBoolean();
        }
    }

    /** Reads and answers one request; false when the connection is to be closed. */
    @SuppressWarnings("IllegalCatch") // whatever was thrown is an answer; unforeseen faults are logged by the door
    private boolean request() throws IOException {
        long deadline = System.nanoTime() + READ_MILLIS * 1_000_000L;
        RequestHead head = null;
        boolean whole = false;
        try {
            head = head(deadline);
            if (head == null) {
                return false;
            }
            ProgramDoor.Admitted admitted = admit(head);
            known = true;
            int from = head.length();
            int length = body(head, deadline);
            whole = true;
            byte[] body = java.util.Arrays.copyOfRange(buffer, from, from + length);
            boolean plain = head.path().equals(Dials.PATH) && Dials.isPlain(head.accept());
            byte[] answer = answer(head, admitted.key(), body, plain);
            shift(from + length);
            boolean more = head.staysOpen();
            send(
                    200,
                    plain ? "text/plain" : "application/json",
                    answer,
                    limits(admitted.allowance()) + (more ? "" : "Connection: close\r\n"));
            return more;
        } catch (RuntimeException e) {
            boolean more = whole && head != null && head.staysOpen();
            if (whole && head != null) {
                shift(head.length() + head.contentLength());
            }
            send(door.problem(e, head == null ? null : head.language()), more);
            return more;
        }
    }

    private byte[] answer(RequestHead head, SignedIn.Key key, byte[] body, boolean plain) {
        return head.path().equals(Dials.PATH)
                ? dials.answer(key, body, body.length, plain, Languages.preferred(head.language()))
                : checks.answer(key, body, body.length);
    }

    private @Nullable RequestHead head(long deadline) throws IOException {
        int searched = 0;
        while (true) {
            int length = RequestHead.end(buffer, searched, end);
            if (length > 0) {
                return RequestHead.parse(buffer, length);
            }
            if (end >= RequestHead.MOST) {
                throw refused(new RequestRefusal.TooLarge());
            }
            searched = Math.max(0, end - 3);
            if (System.nanoTime() > deadline || !fill()) {
                return null;
            }
        }
    }

    private ProgramDoor.Admitted admit(RequestHead head) {
        boolean dial = head.path().equals(Dials.PATH);
        if (!dial && !head.path().equals(Checks.PATH)) {
            throw refused(new RequestRefusal.NotFound());
        }
        ProgramDoor.Admitted admitted = door.admit(head.method(), head.path(), head.authorization(), client(head));
        if (!head.isJson()) {
            throw refused(new RequestRefusal.WrongMediaType());
        }
        if (head.contentLength() > (dial ? Dials.MOST_BYTES : Checks.MOST_BYTES)) {
            throw refused(new RequestRefusal.TooLarge());
        }
        if (head.contentLength() < 0) {
            throw refused(new RequestRefusal.Unreadable());
        }
        return admitted;
    }

    /** The other end, or whom a trusted proxy names: the last address in its header that is no trusted proxy itself. */
    private String client(RequestHead head) {
        String peer = socket.getInetAddress().getHostAddress();
        String forwarded = head.forwardedFor();
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

    private int body(RequestHead head, long deadline) throws IOException {
        int length = head.contentLength();
        if (head.expectsContinue() && end < head.length() + length) {
            out.write(CONTINUE);
        }
        while (end < head.length() + length) {
            if (System.nanoTime() > deadline || !fill(head.length() + length)) {
                throw new IOException("cut off");
            }
        }
        return length;
    }

    private boolean fill() throws IOException {
        return fill(end + 1);
    }

    /** Reads what is there, with room for a request that ends at {@code wanted}. */
    private boolean fill(int wanted) throws IOException {
        if (wanted > buffer.length) {
            buffer = java.util.Arrays.copyOf(buffer, Math.max(wanted, buffer.length * 2));
        }
        int read = in.read(buffer, end, buffer.length - end);
        end += Math.max(0, read);
        return read > 0;
    }

    /** Keeps what came behind a request: the beginning of the next one. */
    private void shift(int by) {
        System.arraycopy(buffer, by, buffer, 0, end - by);
        end -= by;
        if (end == 0 && buffer.length > LARGE) {
            // A connection that waits keeps no megabyte.
            buffer = new byte[SMALL];
        }
    }

    /** Whether somebody takes longer to read an answer than anybody should: whoever watches then closes the socket. */
    boolean stuck(long now) {
        long since = writingSince;
        return since != 0 && now - since > WRITE_NANOS;
    }

    private void send(ProgramDoor.Problem problem, boolean more) throws IOException {
        StringBuilder more2 = new StringBuilder("Content-Language: ")
                .append(problem.language())
                .append("\r\n");
        problem.retryAfter()
                .ifPresent(
                        seconds -> more2.append("Retry-After: ").append(seconds).append("\r\n"));
        if (problem.status() == 401) {
            more2.append("WWW-Authenticate: Bearer\r\n");
        }
        if (!more) {
            more2.append("Connection: close\r\n");
        }
        send(
                problem.status(),
                "application/problem+json",
                problem.json().getBytes(StandardCharsets.UTF_8),
                more2.toString());
    }

    private void send(int status, String type, byte[] body, String headers) throws IOException {
        byte[] head = ("HTTP/1.1 " + status + " \r\nContent-Type: " + type + "\r\nCache-Control: no-store\r\n"
                        + "X-Content-Type-Options: nosniff\r\n" + headers + "Content-Length: " + body.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        // One write: two would be two packets, and the second might wait for the first one's receipt.
        byte[] all = java.util.Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        writingSince = System.nanoTime() | 1;
        out.write(all);
        writingSince = 0;
    }

    private static String limits(Allowance allowance) {
        return "RateLimit: \"" + allowance.limit().name() + "\";r=" + allowance.remaining() + ";t=" + allowance.reset()
                + "\r\nRateLimit-Policy: \"" + allowance.limit().name() + "\";q="
                + allowance.limit().requests() + ";w=" + allowance.limit().per().toSeconds()
                + "\r\nRateLimit-Limit: " + allowance.limit().requests() + "\r\nRateLimit-Remaining: "
                + allowance.remaining() + "\r\nRateLimit-Reset: " + allowance.reset() + "\r\n";
    }

    private static RefusedException refused(Refusal refusal) {
        return new RefusedException(refusal);
    }
}
