package org.openbloctel.bench.submission;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openbloctel.bench.data.CallFile;

/** A caller that submits a file, polls until it is ready, and fetches the callable lines. For one thread. */
public final class Client {
    private static final int BUFFER = 1 << 18;
    private static final long PAUSE_MILLIS = 20;
    private static final long PATIENCE_NANOS = 200_000_000_000L;
    private static final Pattern LOCATION = Pattern.compile(".*/([0-9a-f-]{36})");
    private static final Pattern STATE = Pattern.compile("\"state\":\"([A-Z]+)\"");

    private final String address;
    private final String key;

    /** A caller with a key of the server at a port. */
    public Client(int port, String key) {
        this.address = "http://127.0.0.1:" + port + "/api/v1/submissions";
        this.key = key;
    }

    /**
     * What a file took.
     *
     * @param sent seconds until the last byte was sent
     * @param received seconds from then until the server had it on its disk
     * @param ready seconds from the last byte until the returned files could be fetched
     * @param download seconds
     * @param right whether counts and callable lines were what they should be
     */
    public record Took(double sent, double received, double ready, double download, boolean right) {}

    /** Submits a file without a campaign. */
    public Took submit(CallFile file, Truth truth) throws IOException, InterruptedException {
        return submit(file, truth, "");
    }

    /**
     * Submits a file for a campaign.
     *
     * @param campaign its id; empty for none
     */
    Took submit(CallFile file, Truth truth, String campaign) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        HttpURLConnection post = open("?filename=calls.csv" + (campaign.isEmpty() ? "" : "&campaign=" + campaign));
        post.setRequestMethod("POST");
        post.setDoOutput(true);
        post.setFixedLengthStreamingMode(file.bytes());
        post.setRequestProperty("Content-Type", "application/octet-stream");
        send(file.calls(), post.getOutputStream());
        long sent = System.nanoTime();
        Matcher location = LOCATION.matcher(String.valueOf(post.getHeaderField("Location")));
        if (post.getResponseCode() != 202 || !location.matches()) {
            throw new IOException("not received: " + post.getResponseCode());
        }
        post.getInputStream().readAllBytes();
        long received = System.nanoTime();
        String id = location.group(1);
        String answer = awaitReady(id);
        long ready = System.nanoTime();
        MessageDigest digest = Truth.newSha256();
        try (InputStream in = open("/" + id + "/files/callable").getInputStream()) {
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        long end = System.nanoTime();
        boolean right = HexFormat.of().formatHex(digest.digest()).equals(truth.sha256())
                && answer.contains("sha256:" + truth.sha256())
                && has(answer, "callable", truth.callable())
                && has(answer, "opposed", truth.opposed())
                && has(answer, "forbidden", truth.forbidden())
                && has(answer, "unchecked", truth.unchecked());
        forget(id);
        return new Took(
                (sent - begin) / 1e9, (received - sent) / 1e9, (ready - sent) / 1e9, (end - ready) / 1e9, right);
    }

    private static void send(Path file, OutputStream to) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (to;
                InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                to.write(buffer, 0, n);
            }
        }
    }

    private String awaitReady(String id) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < end) {
            String answer = text(open("/" + id));
            Matcher state = STATE.matcher(answer);
            String found = state.find() ? state.group(1) : answer;
            if (found.equals("READY")) {
                return answer;
            }
            if (!found.equals("RECEIVED") && !found.equals("CHECKING")) {
                throw new IOException("the submission is " + found);
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        throw new IOException("the submission does not become ready");
    }

    /** The next file is not to find a disk full of this one. */
    private void forget(String id) throws IOException {
        HttpURLConnection delete = open("/" + id);
        delete.setRequestMethod("DELETE");
        if (delete.getResponseCode() != 204) {
            throw new IOException("not erased: " + delete.getResponseCode());
        }
    }

    private static boolean has(String json, String name, long count) {
        return Pattern.compile("\"" + name + "\":" + count + "\\b")
                .matcher(json)
                .find();
    }

    private static String text(HttpURLConnection connection) throws IOException {
        try (InputStream in = connection.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private HttpURLConnection open(String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(address + path).toURL().openConnection();
        connection.setRequestProperty("Authorization", "Bearer " + key);
        return connection;
    }
}
