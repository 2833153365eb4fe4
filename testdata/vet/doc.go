// Package vet drives ringfence with real go commands, older and newer ones too: what go vet -vettool promises, where it takes more than this
// machine's Go. Its tests are behind the build tag integration.
package vet
