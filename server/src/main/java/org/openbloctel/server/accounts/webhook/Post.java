package org.openbloctel.server.accounts.webhook;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One POST over one connection to one of the given addresses, and to nothing else: no name is looked up here, no redirect followed, no
 * proxy asked. The certificate has to be the host's. All of it ends at the deadline, against a slow receiver too: the connection is
 * closed then. Thread-safe.
 */
final class Post implements AutoCloseable {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final int MAX_ADDRESSES = 4;

    private final SSLSocketFactory tls;
    private final Duration patience;
    private final Duration connectPatience;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("webhook-watch").daemon().factory());

    /** Posts by these certificates, each within this time. */
    Post(SSLSocketFactory tls, Duration patience) {
        this.tls = tls;
        this.patience = patience;
        this.connectPatience = patience.dividedBy(MAX_ADDRESSES);
    }

    /** The deadline passed before there was an answer. */
    static final class LateException extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** No address took the connection. */
    static final class UnreachableException extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** Sends the body and reads the answer. */
    HttpAnswer send(URI url, List<InetAddress> addresses, Map<String, String> headers, String body) throws IOException {
        AtomicBoolean late = new AtomicBoolean();
        try (Socket plain = connect(url, addresses)) {
            Future<?> end = watch.schedule(() -> close(plain, late), patience.toMillis(), TimeUnit.MILLISECONDS);
            try {
                return exchange(protect(url, plain), url, headers, body.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw late.get() ? new LateException() : e;
            } finally {
                end.cancel(false);
            }
        }
    }

    private Socket connect(URI url, List<InetAddress> addresses) throws UnreachableException {
        for (InetAddress address : addresses.subList(0, Math.min(MAX_ADDRESSES, addresses.size()))) {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(address, port(url)), (int) connectPatience.toMillis());
                socket.setSoTimeout((int) patience.toMillis());
                return socket;
            } catch (IOException e) {
                close(socket, new AtomicBoolean());
            }
        }
        throw new UnreachableException();
    }

    private Socket protect(URI url, Socket plain) throws IOException {
        if (!isHttps(url)) {
            return plain;
        }
        String host = Targets.host(url);
        SSLSocket socket = (SSLSocket) tls.createSocket(plain, host, port(url), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (!isAddress(host)) {
            parameters.setServerNames(List.of(new SNIHostName(host)));
        }
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static HttpAnswer exchange(Socket socket, URI url, Map<String, String> headers, byte[] body)
            throws IOException {
        OutputStream out = socket.getOutputStream();
        StringBuilder head = new StringBuilder()
                .append("POST ")
                .append(target(url))
                .append(" HTTP/1.1\r\nHost: ")
                .append(url.getPort() == -1 ? url.getHost() : url.getHost() + ":" + url.getPort())
                .append("\r\nConnection: close\r\nContent-Length: ")
                .append(body.length)
                .append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
        return HttpAnswer.read(new BufferedInputStream(socket.getInputStream()));
    }

    private static String target(URI url) {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String whole = url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
        // Letters beyond ASCII are allowed in Java's addresses, not on the line.
        return URI.create(whole).toASCIIString();
    }

    private static int port(URI url) {
        return url.getPort() != -1 ? url.getPort() : isHttps(url) ? HTTPS_PORT : HTTP_PORT;
    }

    private static boolean isHttps(URI url) {
        return url.getScheme().equalsIgnoreCase("https");
    }

    private static boolean isAddress(String host) {
        try {
            InetAddress.ofLiteral(host);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void close(Socket socket, AtomicBoolean late) {
        late.set(true);
        try {
            socket.close();
        } catch (IOException e) {
            // It is not used any more either way.
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
