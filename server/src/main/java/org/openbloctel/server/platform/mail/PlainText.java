package org.openbloctel.server.platform.mail;

import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** The text of a mail that was written as HTML, for readers that show no HTML. For our own templates, not for any HTML. */
final class PlainText {
    private static final Pattern INVISIBLE = Pattern.compile(
            "<head\\b.*?</head>|<style\\b.*?</style>|<!--.*?-->", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile(
            "<a\\b[^>]*?\\bhref=\"([^\"]*)\"[^>]*>(.*?)</a>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern PARAGRAPH_END =
            Pattern.compile("</(p|h1|h2|h3|ul|ol|table|div)>", Pattern.CASE_INSENSITIVE);
    private static final Pattern LINE_END = Pattern.compile("<br[^>]*>|</(li|tr)>", Pattern.CASE_INSENSITIVE);
    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    private PlainText() {}

    static String of(String html) {
        String text = INVISIBLE.matcher(html).replaceAll("");
        text = text.replaceAll("[ \\t\\r\\n]+", " ");
        text = LINK.matcher(text).replaceAll(link -> {
            String label = TAG.matcher(link.group(2)).replaceAll("").strip();
            String address = link.group(1);
            String both = label.equals(address) ? address : label + "<br>" + address;
            return java.util.regex.Matcher.quoteReplacement(both);
        });
        text = text.replaceAll("(?i)<li\\b[^>]*>", "– ");
        text = LINE_END.matcher(text).replaceAll("\n");
        text = PARAGRAPH_END.matcher(text).replaceAll("\n\n");
        text = TAG.matcher(text).replaceAll("");
        text = HtmlUtils.htmlUnescape(text);
        return text.replaceAll(" *\n *", "\n").replaceAll("\n{3,}", "\n\n").strip() + "\n";
    }
}
