package org.openbloctel.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * One conversation of FastAGI: Asterisk sends lines {@code agi_…: value} and an empty one, we set two variables of its channel,
 * it acknowledges each. The number and the campaign are the first two arguments of the dial plan, or the extension. What
 * goes wrong ends the conversation with no variable set, which the dial plan takes for no.
 */
final class AgiCall {
    private static final int LINES = 200;
    private static final int LINE_BYTES = 2048;
    private static final String CANNOT_CHECK = "cannot-check";

    private final InputStream in;
    private final OutputStream out;

    private AgiCall(Socket socket) throws IOException {
        this.in = new java.io.BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /**
     * What the server answered.
     *
     * @param status of HTTP; 0 when nothing came in time
     * @param line the answer to a dialer; empty where the status is not 200
     */
    record Reply(int status, String line) {
        /** Nothing came in time. */
        static final Reply NONE = new Reply(0, "");
    }

    /** Asks the server about a call. */
    interface Question {
        /** Asks. */
        Reply ask(String number, String campaign);
    }

    /** Is notified of a call without a verdict. */
    interface Unanswered {
        /** A call was let out, or not, after a reply without a verdict. */
        void call(boolean allowed, Reply reply);
    }

    /**
     * How calls are answered.
     *
     * @param campaign of calls that name none; empty for none
     * @param allowUnanswered whether a call goes out although the server did not answer
     */
    record Answers(Question question, String campaign, boolean allowUnanswered, Unanswered unanswered) {
        /** The verdict, and the rule behind it; both as the channel's variables will hold them. */
        private String[] of(String number, String campaignOfCall) {
            Reply reply = question.ask(number, campaignOfCall.isEmpty() ? campaign : campaignOfCall);
            String[] words = reply.line().split(" ", 2);
            String rule = words.length > 1 && words[1].matches("[a-zA-Z0-9._-]{1,80}") ? words[1] : "";
            return switch (words[0]) {
                case "ALLOWED" -> new String[] {"ALLOWED", ""};
                case "FORBIDDEN", "CANNOT_TELL" -> new String[] {words[0], rule};
                default -> {
                    unanswered.call(allowUnanswered, reply);
                    yield new String[] {allowUnanswered ? "ALLOWED" : "CANNOT_TELL", CANNOT_CHECK};
                }
            };
        }
    }

    /** Holds the conversation, and closes it. */
    static void answer(Socket socket, Answers answers, Duration patience) {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
            new AgiCall(socket).run(answers);
        } catch (IOException e) {
            // The call is over, or this was no Asterisk: nothing was set, and there is no one left to report it to.
        }
    }

    private void run(Answers answers) throws IOException {
        Map<String, String> call = environment();
        String number = call.getOrDefault("agi_arg_1", call.getOrDefault("agi_extension", ""));
        String[] answer = answers.of(number, call.getOrDefault("agi_arg_2", ""));
        // The verdict last: once it is there, all is.
        set("OPENBLOCTEL_RULE", answer[1]);
        set("OPENBLOCTEL_VERDICT", answer[0]);
    }

    private Map<String, String> environment() throws IOException {
        Map<String, String> read = new HashMap<>();
        for (int i = 0; i < LINES; i++) {
            String line = line();
            if (line.isEmpty()) {
                return read;
            }
            int colon = line.indexOf(": ");
            if (colon > 0) {
                read.put(line.substring(0, colon), line.substring(colon + 2).strip());
            }
        }
        throw new IOException("no end of the environment");
    }

    private void set(String variable, String value) throws IOException {
        out.write(("SET VARIABLE " + variable + " \"" + value + "\"\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        if (!line().startsWith("200 ")) {
            throw new IOException("not acknowledged");
        }
    }

    private String line() throws IOException {
        byte[] line = new byte[LINE_BYTES];
        for (int n = 0; n < line.length; n++) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("cut off");
            }
            if (b == '\n') {
                return new String(line, 0, n, StandardCharsets.UTF_8).stripTrailing();
            }
            line[n] = (byte) b;
        }
        throw new IOException("line too long");
    }
}
