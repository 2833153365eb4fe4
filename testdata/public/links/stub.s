// A stub that jumps into another module; comments say CALL example·com∕public∕payment·no(SB) in vain.
TEXT ·stub(SB), 4, $0-0
	CALL runtime·nanotime(SB)
	CALL ·pull(SB)
	JMP example·com∕public∕payment·hidden(SB) // want `links refers in assembly to payment.hidden, of payment`
