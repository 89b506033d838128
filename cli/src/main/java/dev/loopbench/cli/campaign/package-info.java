/**
 * Campaigns: fresh forks of two commands in pairs, screened, until the course of the gate has all
 * it asks for; and the comparison made of them.
 */
@NullMarked
package dev.loopbench.cli.campaign;

import org.jspecify.annotations.NullMarked;
