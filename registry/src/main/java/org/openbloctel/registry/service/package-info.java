/**
 * What anyone is told: help, help desk, incidents.
 *
 * <pre>
 *     help
 *     helpdesk  ──→  company, consumer
 *     incident
 * </pre>
 */
@NullMarked
package org.openbloctel.registry.service;

import org.jspecify.annotations.NullMarked;
