package org.openbloctel.server.list.lookup;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.FastThreadLocal;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.platform.access.Networks;
import org.openbloctel.server.platform.access.RateLimits.Allowance;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.pages.Languages;
import org.openbloctel.server.platform.programs.ProgramDoor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: requests one after the other. Each is let in by its head, before its body has come; then read; then answered. The event loop
 * answers a check that waits for nothing. A thread of look-ups answers what may wait for the database, such as a check that draws from the budget;
 * the connection reads nothing more meanwhile. For its event loop's thread alone.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be written or closed is closed already
final class LookupConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(LookupConnection.class);
    private static final Set<String> PATHS = Set.of(Checks.PATH, Dials.PATH);
    private static final long TIME_LOOKED_AT_MILLIS = 2_000;
    private static final int FIRST_BYTES = 8 << 10;
    private static final byte[] NOTHING = {};
    /** So much of a body is dropped after a refusal: a sender that is cut off while it sends would not hear the refusal. */
    private static final int MAX_DROPPED = 2 << 20;
    /** Where each event loop writes answers to checks, one after the other. */
    private static final FastThreadLocal<CheckAnswer> ROOM = new FastThreadLocal<>() {
        @Override
        protected CheckAnswer initialValue() {
            return new CheckAnswer();
        }
    };

    /** What all connections share. */
    record Shared(
            Checks checks,
            Dials dials,
            ProgramDoor door,
            InstantSource clock,
            Networks proxies,
            ListenerTraffic traffic,
            Executor threads) {}

    private final Shared shared;
    private final String peer;
    private final Channel channel;
    private final ConnectionTimer timer = new ConnectionTimer(System.nanoTime());
    private final Queue<Object> waiting = new ArrayDeque<>(2);
    private boolean busy;
    private boolean ending;
    private boolean stopping;
    private int dropped;

    // Of the request that is under way:
    /** When the head of the request that is under way came, in nanoseconds. */
    private long begun;

    private @Nullable LookupRequest head;
    private boolean malformed;
    private boolean whole;
    private @Nullable Allowance allowance;
    private SignedIn.@Nullable Key key;
    private byte[] body = NOTHING;
    private int read;
    private @Nullable RuntimeException refused;

    LookupConnection(Shared shared, String peer, Channel channel) {
        this.shared = shared;
        this.peer = peer;
        this.channel = channel;
    }

    void bytesCame() {
        timer.bytesCame(System.nanoTime());
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        lookAtTime();
    }

    private void lookAtTime() {
        if (!channel.isActive()) {
            return;
        }
        if (timer.isOver(System.nanoTime())) {
            channel.close();
        } else {
            channel.eventLoop().schedule(this::lookAtTime, TIME_LOOKED_AT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Ends with its next answer. For any thread. */
    void drain() {
        channel.eventLoop().execute(() -> stopping = true);
    }

    /** Ends after the request that is under way. For any thread. */
    void stop() {
        channel.eventLoop().execute(() -> {
            stopping = true;
            if (ending || (head == null && timer.isIdle() && !busy)) {
                channel.close();
            }
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object part) {
        if (busy) {
            waiting.add(part);
        } else {
            take(part);
        }
    }

    /** All that came is decoded: a refused request whose body is not there now is the connection's last. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (!busy && refused != null) {
            refuse(refused);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.error("A connection failed.", cause);
        }
        channel.close();
    }

    private void take(Object part) {
        try {
            if (ending) {
                drop(part);
            } else if (part instanceof HttpRequest request) {
                begin(request);
            } else if (part instanceof HttpContent content && head != null) {
                read(content.content(), content instanceof LastHttpContent);
            }
        } finally {
            ReferenceCountUtil.release(part);
        }
    }

    private void drop(Object part) {
        dropped += part instanceof HttpContent content ? content.content().readableBytes() : 0;
        if (dropped > MAX_DROPPED) {
            channel.close();
        }
    }

    private void begin(HttpRequest request) {
        LookupRequest current = new LookupRequest(request);
        begun = System.nanoTime();
        head = current;
        step(() -> {
            Refusal refusal = current.malformed();
            if (refusal != null) {
                malformed = true;
                throw new RefusedException(refusal);
            }
            current.requireKnownPath(PATHS);
            String client = current.client(peer, shared.proxies());
            SignedIn.Key seen = shared.door().seen(current.authorization(), client);
            if (seen != null) {
                let(current, shared.door().admit(current.method(), current.path(), seen, client));
            } else {
                String authorization = current.authorization();
                aside(() -> shared.door().admit(current.method(), current.path(), authorization, client), admission -> {
                    timer.reading(System.nanoTime());
                    let(current, admission);
                });
            }
        });
    }

    private void let(LookupRequest current, ProgramDoor.Admission admission) {
        allowance = admission.allowance();
        if (admission.refusal() != null) {
            throw new RefusedException(admission.refusal());
        }
        timer.keyShown();
        current.requireReadableBody(current.isDial() ? Dials.MAX_BYTES : Checks.MAX_BYTES);
        key = admission.key();
        // No more room than what has come fills half: the length is only what the sender says.
        body = new byte[Math.min(current.length(), FIRST_BYTES)];
        if (current.expectsContinue()) {
            channel.writeAndFlush(LookupAnswer.mayContinue());
        }
    }

    private void read(ByteBuf bytes, boolean last) {
        LookupRequest current = Objects.requireNonNull(head);
        RuntimeException fault = refused;
        whole = last;
        if (fault != null) {
            if (last) {
                refuse(fault);
            }
            return;
        }
        int length = bytes.readableBytes();
        if (read + length > body.length) {
            body = Arrays.copyOf(body, Math.min(current.length(), Math.max(read + length, 2 * body.length)));
        }
        bytes.readBytes(body, read, length);
        read += length;
        if (last) {
            step(() -> answer(current, Objects.requireNonNull(key)));
            if (refused != null) {
                refuse(refused);
            }
        }
    }

    private void answer(LookupRequest current, SignedIn.Key who) {
        timer.answering();
        if (!current.isDial()) {
            CheckAnswer answer = shared.checks()
                    .answer(
                            who,
                            body,
                            read,
                            ROOM.get(),
                            numbers -> aside(
                                    () -> shared.checks().write(who, numbers),
                                    json -> send(LookupAnswer.ok(allowance, "application/json", json))));
            if (answer != null) {
                send(LookupAnswer.ok(allowance, answer));
            }
            return;
        }
        boolean plain = Dials.isPlain(current.accept());
        byte[] asked = body;
        aside(
                () -> shared.dials()
                        .answer(who, asked, current.isForm(), plain, Languages.ofProgram(current.language())),
                answer -> send(LookupAnswer.ok(allowance, Dials.type(plain).toString(), answer)));
    }

    /** What a step throws becomes the answer; the door logs unexpected faults. */
    @SuppressWarnings("IllegalCatch")
    private void step(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            refused = e;
        }
    }

    /** Asks what may have to wait, and goes on in the event loop. Nothing more is read until then, not even the end. */
    private <T> void aside(Supplier<T> question, Consumer<T> then) {
        timer.answering();
        pause();
        shared.threads().execute(() -> {
            Completion<T> outcome = Completion.of(question);
            channel.eventLoop().execute(() -> {
                busy = false;
                step(() -> then.accept(outcome.get()));
                goOn();
            });
        });
    }

    private void pause() {
        busy = true;
        channel.config().setAutoRead(false);
    }

    /** Goes on with what came meanwhile, until something has to be waited for again. */
    private void goOn() {
        if (!busy && whole && refused != null) {
            refuse(refused);
        }
        while (!busy && !waiting.isEmpty()) {
            take(waiting.remove());
        }
        if (!busy && refused != null) {
            refuse(refused);
        }
        if (!busy) {
            channel.config().setAutoRead(true);
        }
    }

    private void refuse(RuntimeException fault) {
        LookupRequest current = Objects.requireNonNull(head);
        ProgramDoor.Problem problem = shared.door().problem(fault, malformed ? "" : current.path(), current.language());
        send(LookupAnswer.problem(allowance, problem));
    }

    /** Adds what is left of the new numbers to the answer to a check. */
    private void addLeft(LookupAnswer answer, LookupRequest current) {
        SignedIn.Key who = key;
        if (who != null && !current.isDial()) {
            shared.checks().writeLeft(who, answer::header);
        }
    }

    private void send(LookupAnswer answer) {
        LookupRequest current = Objects.requireNonNull(head);
        boolean last = !whole || malformed || stopping || !current.staysOpen();
        addLeft(answer, current);
        current.ids(answer);
        shared.traffic().took(System.nanoTime() - begun);
        head = null;
        malformed = false;
        whole = false;
        allowance = null;
        key = null;
        body = NOTHING;
        read = 0;
        refused = null;
        timer.answered(System.nanoTime());
        shared.traffic().answered(answer.status());
        ChannelFuture sent = channel.writeAndFlush(answer.bytes(shared.clock().millis(), !current.isHead(), last));
        if (sent.isDone()) {
            sent(sent, last);
        } else {
            ROOM.remove(); // it may be this answer that stands there
            pause();
            sent.addListener(done -> {
                busy = false;
                sent(sent, last);
                goOn();
            });
        }
    }

    private void sent(ChannelFuture sent, boolean last) {
        if (!sent.isSuccess()) {
            channel.close();
            return;
        }
        timer.answered(System.nanoTime());
        if (last) {
            // Closed while the client still sends, the connection would be reset, and the answer lost with it.
            ending = true;
            timer.reading(System.nanoTime());
            ((DuplexChannel) channel).shutdownOutput();
        }
    }

    /** What something gave or threw in one thread, for another one. */
    static final class Completion<T> {
        private final @Nullable T value;
        private final @Nullable RuntimeException fault;

        private Completion(@Nullable T value, @Nullable RuntimeException fault) {
            this.value = value;
            this.fault = fault;
        }

        @SuppressWarnings("IllegalCatch") // it is thrown again, elsewhere
        static <T> Completion<T> of(Supplier<T> asked) {
            try {
                return new Completion<>(asked.get(), null);
            } catch (RuntimeException e) {
                return new Completion<>(null, e);
            }
        }

        /** The value; throws what was thrown. */
        T get() {
            if (value == null) {
                throw fault == null ? new IllegalStateException("nothing was given") : fault;
            }
            return value;
        }
    }
}
