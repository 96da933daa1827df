package org.openbloctel.server.platform.document;

/**
 * A file inside a PDF: what the page shows, for a program to read.
 *
 * @param name its file name
 * @param mediaType its media type
 * @param description what it is, in the document's language
 * @param content its bytes
 */
@SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
public record Attachment(String name, String mediaType, String description, byte[] content) {}
