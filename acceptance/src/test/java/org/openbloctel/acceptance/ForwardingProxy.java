package org.openbloctel.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * A proxy of one request a connection: passes plain requests on, refuses tunnels, and remembers method, target and what was sent for
 * {@code Proxy-Authorization}. Thread-safe.
 */
final class ForwardingProxy implements AutoCloseable {
    private static final String CREDENTIALS = "proxy-authorization:";

    private final ServerSocket door;
    private final List<String> seen = new CopyOnWriteArrayList<>();

    private ForwardingProxy(ServerSocket door) {
        this.door = door;
    }

    static ForwardingProxy start() throws IOException {
        ForwardingProxy proxy = new ForwardingProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(proxy::accept);
        return proxy;
    }

    String address(String user) {
        return "http://" + user + "127.0.0.1:" + door.getLocalPort();
    }

    List<String> seen() {
        return List.copyOf(seen);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            List<String> head = head(client.getInputStream());
            String[] request = head.getFirst().split(" ", -1);
            String credentials = head.stream()
                    .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith(CREDENTIALS))
                    .map(line -> line.substring(CREDENTIALS.length()).strip())
                    .collect(Collectors.joining(" and "));
            seen.add(request[0] + " " + request[1] + " " + credentials);
            if (request[0].equals("CONNECT")) {
                client.getOutputStream()
                        .write("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                return;
            }
            forward(client, URI.create(request[1]), request[0], head);
        } catch (IOException e) {
            // The client gets no answer, as from any broken proxy.
        }
    }

    private static void forward(Socket client, URI target, String method, List<String> head) throws IOException {
        String kept = head.stream()
                .skip(1)
                .filter(line ->
                        !line.toLowerCase(java.util.Locale.ROOT).matches("(proxy-|connection:|upgrade:|http2-).*"))
                .map(line -> line + "\r\n")
                .collect(Collectors.joining());
        try (Socket server = new Socket(target.getHost(), target.getPort())) {
            server.getOutputStream()
                    .write((method + " " + target.getRawPath() + " HTTP/1.1\r\n" + kept + "Connection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            Thread.ofVirtual().start(() -> {
                try {
                    client.getInputStream().transferTo(server.getOutputStream());
                } catch (IOException e) {
                    // The answer is complete, or its reader is gone.
                }
            });
            server.getInputStream().transferTo(client.getOutputStream());
        }
    }

    private static List<String> head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("cut off");
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.US_ASCII)
                .lines()
                .filter(line -> !line.isEmpty())
                .toList();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
