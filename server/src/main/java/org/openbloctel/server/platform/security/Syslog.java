package org.openbloctel.server.platform.security;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.security.SecurityEvent;
import org.openbloctel.registry.platform.security.SecurityLog;

/**
 * A message of syslog (RFC 5424) for each event, with its JSON as the text: over UDP one a datagram (RFC 5426), over TCP and TLS counted in
 * octets (RFC 6587, RFC 5425). Over TLS nothing is sent before the receiver's certificate has been checked, its name too. Facility 10,
 * severity informational or warning. A receiver that is away gets what waits once it is back, some of it perhaps twice. One thread at a
 * time.
 */
final class Syslog implements SecurityLog.Outlet {
    private static final int AUTHPRIV = 10 << 3;
    private static final int WARNING = 4;
    private static final int INFORMATIONAL = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final URI address;
    private final SSLSocketFactory tls;
    private final String host = host();
    private @Nullable Socket connection;

    /** A sender that trusts the certificates that Java trusts. */
    Syslog(URI address) {
        this(address, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    Syslog(URI address, SSLSocketFactory tls) {
        this.address = address;
        this.tls = tls;
    }

    @Override
    public void write(List<SecurityEvent.Timed> events) {
        try {
            if (address.getScheme().equals("udp")) {
                sendDatagrams(events);
            } else {
                sendStream(events);
            }
        } catch (IOException e) {
            close();
            throw new UncheckedIOException("syslog at " + address + " takes nothing", e);
        }
    }

    private void sendDatagrams(List<SecurityEvent.Timed> events) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            InetSocketAddress to = new InetSocketAddress(address.getHost(), address.getPort());
            if (to.isUnresolved()) {
                throw new UnknownHostException(address.getHost());
            }
            for (SecurityEvent.Timed event : events) {
                byte[] message = message(event);
                socket.send(new DatagramPacket(message, message.length, to));
            }
        }
    }

    private void sendStream(List<SecurityEvent.Timed> events) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (SecurityEvent.Timed event : events) {
            byte[] message = message(event);
            all.writeBytes((message.length + " ").getBytes(StandardCharsets.US_ASCII));
            all.writeBytes(message);
        }
        connected().getOutputStream().write(all.toByteArray());
    }

    private Socket connected() throws IOException {
        Socket before = connection;
        if (before != null && !isClosedByPeer(before)) {
            return before;
        }
        close();
        Socket plain = new Socket();
        connection = plain;
        int patience = Math.toIntExact(PATIENCE.toMillis());
        plain.connect(new InetSocketAddress(address.getHost(), address.getPort()), patience);
        plain.setKeepAlive(true);
        plain.setSoTimeout(patience);
        Socket socket = address.getScheme().equals("tls") ? secured(plain) : plain;
        connection = socket;
        socket.setSoTimeout(1);
        return socket;
    }

    private Socket secured(Socket plain) throws IOException {
        SSLSocket socket = (SSLSocket) tls.createSocket(plain, address.getHost(), address.getPort(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** What is written to a connection that the other end closed is lost without an error, the first time. */
    private static boolean isClosedByPeer(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        }
    }

    private void close() {
        Socket before = connection;
        connection = null;
        if (before != null) {
            try {
                before.close();
            } catch (IOException e) {
                // It is given up anyway.
            }
        }
    }

    private byte[] message(SecurityEvent.Timed timed) {
        int severity = timed.event().kind().warning() ? WARNING : INFORMATIONAL;
        String text = "<" + (AUTHPRIV + severity) + ">1 " + timed.at() + " " + host + " openbloctel "
                + ProcessHandle.current().pid() + " " + timed.event().kind().label() + " - " + EventFile.line(timed);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String host() {
        try {
            String name = InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9.-]", "");
            return name.isEmpty() ? "-" : name;
        } catch (UnknownHostException e) {
            return "-";
        }
    }
}
