package org.openbloctel.server.platform.forms;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.MultipartStream;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;

/**
 * A form with a file, read as it comes: the file goes from the connection to its receiver, and lies nowhere in between.
 * Fields stand before the file in our forms, so they are known when it begins. Of what was cut off nothing is taken. Stateless.
 */
public final class FileForm {
    private static final int MAX_FIELDS = 40;
    /** Bytes of one field: the text of a consent may have 20,000 characters. */
    private static final int MAX_FIELD_LENGTH = 1 << 16;
    /** A browser shows no answer before it has sent all: so much is read for a file that was refused. */
    private static final long MAX_DRAINED = 256L << 20;

    private static final int BUFFER = 1 << 16;

    private FileForm() {}

    /** Takes the file. */
    @FunctionalInterface
    public interface Taker<T> {
        /**
         * Takes it.
         *
         * @param name what it is called; empty when none was chosen
         */
        T take(String name, InputStream content) throws IOException;
    }

    /**
     * Reads a form up to its file.
     *
     * @param field told of each field before the file
     * @throws RefusedException when it is no such form, or is cut off
     */
    public static <T> T read(HttpServletRequest request, BiConsumer<String, String> field, Taker<T> taker)
            throws IOException {
        if (!String.valueOf(request.getContentType()).startsWith("multipart/form-data")) {
            throw new RefusedException(new RequestRefusal.WrongMediaType());
        }
        try {
            return read(new FileUpload().getItemIterator(new ServletRequestContext(request)), field, taker);
        } catch (MultipartStream.MalformedStreamException e) {
            throw new RefusedException(new SubmissionRefusal.CutOff());
        } catch (FileUploadException e) {
            throw new RefusedException(new RequestRefusal.Unreadable());
        }
    }

    private static <T> T read(FileItemIterator parts, BiConsumer<String, String> field, Taker<T> taker)
            throws IOException, FileUploadException {
        for (int i = 0; i < MAX_FIELDS && parts.hasNext(); i++) {
            FileItemStream part = parts.next();
            try (InputStream content = part.openStream()) {
                if (!part.isFormField()) {
                    String name = part.getName();
                    return taker.take(name == null ? "" : name, content);
                }
                byte[] value = content.readNBytes(MAX_FIELD_LENGTH + 1);
                if (value.length > MAX_FIELD_LENGTH) {
                    throw new RefusedException(new RequestRefusal.TooLarge());
                }
                field.accept(part.getFieldName(), new String(value, StandardCharsets.UTF_8));
            }
        }
        throw new RefusedException(new RequestRefusal.UnreadableField("file"));
    }

    /**
     * Answers a form that is refused: what is left of it is read, and the page shows it again with its errors.
     *
     * @param name what the page calls the form
     * @return takes the errors
     */
    public static BindingResult refused(
            HttpServletRequest request, HttpServletResponse response, Model model, String name, Object form) {
        drain(request);
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return FormRefusals.instead(model, name, form);
    }

    /** Reads on, so that the browser gets to the answer; gives up on what is too much. */
    public static void drain(HttpServletRequest request) {
        byte[] buffer = new byte[BUFFER];
        try {
            long drained = 0;
            for (int n = 0; n >= 0 && drained < MAX_DRAINED; drained += n) {
                n = request.getInputStream().read(buffer);
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }
}
