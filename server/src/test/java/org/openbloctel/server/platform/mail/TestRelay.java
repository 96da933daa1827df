package org.openbloctel.server.platform.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A mail server that takes its time, or refuses, as the test wants it for each recipient. Thread-safe. */
final class TestRelay implements AutoCloseable {
    private final ServerSocket door;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final UnaryOperator<String> answer;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    /** A mail that was taken over. */
    record Received(String id, String recipient) {}

    /**
     * A relay that listens.
     *
     * @param answer to the name of a recipient: {@code 250 OK}, or a refusal; it may come late
     */
    TestRelay(UnaryOperator<String> answer) {
        this.answer = answer;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** In the order in which they came. */
    List<Received> received() {
        return received;
    }

    int connections() {
        return connections.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = door.accept();
                connections.incrementAndGet();
                threads.execute(() -> talk(socket));
            }
        } catch (IOException e) {
            threads.shutdown(); // the door was closed
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            say(socket, "220 relay");
            String recipient = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String verb = line.substring(0, 4);
                switch (verb) {
                    case "RCPT" -> {
                        recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                        say(socket, answer.apply(recipient));
                    }
                    case "DATA" -> {
                        say(socket, "354 go on");
                        received.add(new Received(id(in), recipient));
                        say(socket, "250 OK");
                    }
                    case "QUIT" -> {
                        say(socket, "221 bye");
                        return;
                    }
                    default -> say(socket, "250 OK");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String id(BufferedReader in) throws IOException {
        String id = "";
        for (String line = in.readLine(); !line.equals("."); line = in.readLine()) {
            if (line.startsWith("Message-ID: <")) {
                id = line.substring(13, line.indexOf('@'));
            }
        }
        return id;
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
