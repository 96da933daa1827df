package org.openbloctel.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * {@code bloctel agi}: a FastAGI service, asked by Asterisk's dial plan before it dials. Each call has a virtual thread; more
 * than {@link #CALLS} at once wait at the door, and the dial plan goes on without an answer, which is no permission.
 */
final class AgiCommand extends Command {
    private static final String ADDRESS = "127.0.0.1:4573";
    private static final long PATIENCE_MS = 1000;
    private static final int CALLS = 1000;
    private static final long PAUSE_NANOS = 50_000_000;

    private final Terminal terminal;
    private final Messages messages;

    AgiCommand(Terminal terminal, Messages messages) {
        super(
                "agi",
                "",
                OptionSpec.required("server", "URL"),
                OptionSpec.optional("key", "FILE"),
                OptionSpec.optional("listen", "ADDRESS:PORT"),
                OptionSpec.optional("campaign", "ID"),
                OptionSpec.optional("timeout", "MS"),
                OptionSpec.optional("unanswered", "block|allow"));
        this.terminal = terminal;
        this.messages = messages;
    }

    @Override
    int run(Arguments arguments) throws IOException {
        boolean allow = allowsUnanswered(arguments);
        InetSocketAddress address = address(arguments.value("listen").orElse(ADDRESS));
        Duration patience = Duration.ofMillis(arguments.number("timeout", 1, PATIENCE_MS));
        Remote server = Remote.withKey(arguments, messages, terminal);
        AgiCall.Answers answers = new AgiCall.Answers(
                (number, campaign) -> server.dial(number, campaign, patience),
                arguments.value("campaign").orElse(""),
                allow,
                this::unanswered);
        try (ServerSocket door = open(address)) {
            say("agi.listening", door.getLocalSocketAddress());
            if (allow) {
                say("agi.warning");
            }
            serve(door, answers, patience);
        }
        return ExitCode.DONE;
    }

    private static boolean allowsUnanswered(Arguments arguments) {
        String choice = arguments.value("unanswered").orElse("block");
        return switch (choice) {
            case "allow" -> true;
            case "block" -> false;
            default -> throw Arguments.wrong("unanswered", choice);
        };
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        try {
            InetAddress host = InetAddress.ofLiteral(text.substring(0, Math.max(colon, 0)));
            return new InetSocketAddress(host, Integer.parseInt(text.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw Arguments.wrong("listen", text);
        }
    }

    private static ServerSocket open(InetSocketAddress address) throws IOException {
        ServerSocket door = new ServerSocket();
        try {
            door.bind(address);
            return door;
        } catch (IOException e) {
            door.close();
            throw new Failure(ExitCode.OUTPUT, "error.agi.listen", address, String.valueOf(e.getMessage()));
        }
    }

    /** Until the door is closed. */
    static void serve(ServerSocket door, AgiCall.Answers answers, Duration patience) {
        Semaphore room = new Semaphore(CALLS);
        while (!door.isClosed()) {
            room.acquireUninterruptibly();
            Socket socket = accept(door);
            if (socket == null) {
                return;
            }
            Thread.ofVirtual().start(() -> {
                try {
                    AgiCall.answer(socket, answers, patience);
                } finally {
                    room.release();
                }
            });
        }
    }

    /** The next connection; null once the door is closed. */
    private static @Nullable Socket accept(ServerSocket door) {
        while (!door.isClosed()) {
            try {
                return door.accept();
            } catch (IOException e) {
                // Closed, a caller who went away, or no more files for now: not asked again as fast as it can.
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        return null;
    }

    private void unanswered(boolean allowed, AgiCall.Reply reply) {
        String key = switch (reply.status()) {
            case 0 -> "agi.unanswered-call";
            case 200 -> "agi.odd-call";
            case 401 -> "agi.refused-call.401";
            case 403 -> "agi.refused-call.403";
            case 429 -> "agi.refused-call.429";
            default -> "agi.refused-call";
        };
        say(key, allowed ? "UNCHECKED, ALLOWED" : "CANNOT_TELL", Integer.toString(reply.status()));
    }

    private void say(String key, Object... arguments) {
        terminal.err().println(messages.get(key, arguments));
    }
}
