package org.openbloctel.server.app;

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
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A visitor with a browser without JavaScript: keeps cookies, follows no redirect, sends forms with the token and the hidden
 * fields of the page that was opened last. French, until {@link #speaks} says otherwise. For one thread.
 */
public final class Visitor {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

    private final URI address;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final Map<String, String> headers = new TreeMap<>(Map.of("Accept", "text/html", "Accept-Language", "fr"));
    private String token = "";
    private String page = "";

    /** A visitor of this server's pages. */
    public Visitor(URI address) {
        this.address = address;
    }

    /** Asks for another language from now on: the value of Accept-Language. */
    public Visitor speaks(String languages) {
        return with("Accept-Language", languages);
    }

    /** Sends this header from now on. */
    public Visitor with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** The cookies that were kept. */
    public CookieManager cookies() {
        return cookies;
    }

    /** Opens a page; one behind a secret link as a person does whose browser has no scripts: the link is pasted. */
    public HttpResponse<String> get(String path) {
        String secret = "#jeton=";
        if (path.contains(secret)) {
            return open(handedIn(path));
        }
        HttpResponse<String> response = open(path);
        String leadsTo = response.headers().firstValue("Location").orElse("");
        return path.contains("?jeton=") && leadsTo.contains(secret)
                ? open(leadsTo.substring(0, leadsTo.indexOf(secret)))
                : response;
    }

    /** Pastes a link, as a reader without scripts does; answers the page that is open once. */
    private String handedIn(String link) {
        String to = URI.create(link).getPath();
        open("/lien?vers=" + to);
        post("/lien", Map.of("vers", to, "jeton", link));
        return to;
    }

    private HttpResponse<String> open(String path) {
        HttpResponse<String> response = send(request(path).GET());
        page = response.body();
        Matcher found = TOKEN.matcher(response.body());
        if (found.find()) {
            token = found.group(1);
        }
        return response;
    }

    /** Sends a form, with the token of the page that was opened last. */
    public HttpResponse<String> post(String path, Map<String, String> fields) {
        return send(form(path, fields), BodyHandlers.ofString());
    }

    /** Sends a form that is answered by a file. */
    public HttpResponse<byte[]> postForFile(String path, Map<String, String> fields) {
        return send(form(path, fields), BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder form(String path, Map<String, String> fields) {
        Map<String, String> all = new TreeMap<>(fields);
        all.putIfAbsent("_csrf", token);
        hidden(path).forEach(all::putIfAbsent);
        String body = all.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
    }

    /** The hidden fields of the form on the page that was opened last which is sent to this path. */
    private Map<String, String> hidden(String path) {
        Map<String, String> fields = new TreeMap<>();
        for (String form : page.split("<form ", -1)) {
            String own = form.substring(0, Math.max(0, form.indexOf("</form>")));
            if (own.contains("action=\"" + path + "\"")) {
                HIDDEN.matcher(own).results().forEach(field -> fields.putIfAbsent(field.group(1), field.group(2)));
            }
        }
        return fields;
    }

    /** Sends a form with a file, as a browser does: the fields first, the token of the page that was opened last in the address. */
    public HttpResponse<String> upload(String path, Map<String, String> fields, String fileName, byte[] content) {
        String boundary = "----form" + Long.toHexString(System.nanoTime());
        StringBuilder head = new StringBuilder();
        new TreeMap<>(fields)
                .forEach((name, value) -> head.append("--" + boundary + "\r\nContent-Disposition: form-data; name=\""
                        + name + "\"\r\n\r\n" + value + "\r\n"));
        head.append("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n");
        byte[] end = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        return send(request(path + "?_csrf=" + encoded(token))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofString(head.toString()),
                        BodyPublishers.ofByteArray(content),
                        BodyPublishers.ofByteArray(end))));
    }

    /** Sends bytes as a script of a page does, with the token in a header. */
    public HttpResponse<String> send(String path, byte[] content) {
        return send(request(path)
                .header("Content-Type", "application/octet-stream")
                .header("X-XSRF-TOKEN", token)
                .POST(BodyPublishers.ofByteArray(content)));
    }

    /** Asks for the headers of a page alone. */
    public HttpResponse<String> head(String path) {
        return send(request(path).method("HEAD", BodyPublishers.noBody()));
    }

    /** Fetches a file. */
    public HttpResponse<byte[]> file(String path) {
        String to = path.contains("#jeton=") ? handedIn(path) : path;
        return send(request(to).GET(), BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path));
        headers.forEach(request::header);
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> as) {
        try {
            return client.send(request.build(), as);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
