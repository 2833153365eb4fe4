//go:build integration

package e2e

// integration lets scripts go on that take long, as where nothing is built yet.
const integration = true
