package org.openbloctel.bench.inspection;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An inspector's browser without JavaScript: cookies, forms with the token of the latest page, redirects followed. For one thread. */
final class Browser implements AutoCloseable {
    /** Where inspectors sign in. */
    static final String SIGN_IN = "/inspection/connexion";

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final int STEP_SECONDS = 30;
    private static final int MODULUS = 1_000_000;

    private final URI address;
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private String token = "";

    Browser(int port) {
        address = URI.create("http://localhost:" + port);
    }

    /** Signs in with password and authenticator. */
    void signIn(Properties who) throws IOException, InterruptedException {
        get(SIGN_IN);
        post(SIGN_IN, Map.of("email", who.getProperty("email"), "password", who.getProperty("password")));
        get("/inspection/second-facteur");
        String code = code(HexFormat.of().parseHex(who.getProperty("secret")), Instant.now());
        post("/inspection/second-facteur", Map.of("code", code));
        get("/inspection");
    }

    /** The page at a path, or where it leads to. */
    String get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /** Sends a form; the page to which the answer leads. */
    String post(String path, Map<String, String> fields) throws IOException, InterruptedException {
        String body = fields.entrySet().stream()
                .map(field -> "&" + field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("", "_csrf=" + URLEncoder.encode(token, StandardCharsets.UTF_8), ""));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path))
                .header("Accept", "text/html")
                .header("Accept-Language", "fr");
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(
                    response.statusCode() + " at " + response.uri().getPath());
        }
        Matcher found = TOKEN.matcher(response.body());
        if (found.find()) {
            token = found.group(1);
        }
        return response.body();
    }

    /** RFC 6238. */
    static String code(byte[] secret, Instant at) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES)
                    .putLong(at.getEpochSecond() / STEP_SECONDS)
                    .array());
            int number = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 0xf) & Integer.MAX_VALUE;
            return String.format(Locale.ROOT, "%06d", number % MODULUS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
